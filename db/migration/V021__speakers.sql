-- Who may speak stands on the row that a message locks (docs/decisions/0017).

-- Nodes of the version before go on meanwhile. Whoever comes or goes changes the participant first and the session after
-- it, so both are locked in this order, before anything is done to either.
lock table participant, chat_session in access exclusive mode;

create function may_speak(participant) returns boolean language sql immutable
return $1.connected_at is not null and $1.left_at is null and $1.idle_at is null;

alter table chat_session
    -- The participants who are connected, have not left and are not idle.
    add column speakers uuid[] not null default '{}';

update chat_session
set speakers = array(
    select id from participant where session_id = chat_session.id and may_speak(participant) order by id)
where ended_at is null;

-- However participants come and go. The array is computed from the locked row, so concurrent changes add up.
create function note_speaker() returns trigger language plpgsql as $$
begin
    update chat_session
    set speakers = array_remove(speakers, new.id) || case when may_speak(new) then array[new.id] else '{}' end
    where id = new.session_id;
    return null;
end
$$;

create trigger speaker_came after insert on participant
    for each row when (may_speak(new))
    execute function note_speaker();

create trigger speaker_changed after update of connected_at, left_at, idle_at on participant
    for each row when (may_speak(old) is distinct from may_speak(new))
    execute function note_speaker();
