-- Endpoints are told when a task is paused and when it resumes.

alter table contact_event
    drop constraint contact_event_type_check,
    add constraint contact_event_type_check
        check (type in ('INITIATED', 'CONNECTED_TO_SYSTEM', 'QUEUED', 'CONNECTED_TO_AGENT', 'PAUSED', 'RESUMED',
                        'DISCONNECTED', 'COMPLETED', 'CONTACT_DATA_UPDATED'));

-- Adds the two to the function that notes events, and leaves everything else in it as earlier migrations have made it.
do $$
declare
    source  text := pg_get_functiondef('note_contact_events'::regproc);
    patched text;
begin
    patched := replace(source,
        'case when new.disconnected_at is not null and old.disconnected_at is null then ''DISCONNECTED'' end,',
        'case when new.is_paused and not old.is_paused then ''PAUSED'' end,
        case when old.is_paused and not new.is_paused then ''RESUMED'' end,
        case when new.disconnected_at is not null and old.disconnected_at is null then ''DISCONNECTED'' end,');
    patched := replace(patched,
        'when ''DISCONNECTED'' then new.disconnected_at',
        'when ''PAUSED'' then new.last_paused_at
               when ''RESUMED'' then new.last_resumed_at
               when ''DISCONNECTED'' then new.disconnected_at');
    if strpos(patched, 'then ''RESUMED'' end') = 0 or strpos(patched, 'then new.last_resumed_at') = 0 then
        raise exception 'note_contact_events() has no place for the events of pauses';
    end if;
    execute patched;
end
$$;
