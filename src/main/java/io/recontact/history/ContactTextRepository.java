package io.recontact.history;

import io.recontact.api.SessionId;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the words of contacts. Plain JDBC, because each statement writes a set of rows. */
@Repository
class ContactTextRepository {

    /** A row of words is limited to a megabyte. Four roles with so many characters of four bytes each stay below it. */
    private static final int CHARACTERS_PER_ROLE = 60_000;

    private final JdbcClient jdbc;
    private final String language;

    ContactTextRepository(JdbcClient jdbc, TranscriptSearchProperties settings) {
        this.jdbc = jdbc;
        this.language = settings.language();
        var isKnown = jdbc.sql("select exists (select from pg_ts_config where cfgname = :language)")
                .param("language", language)
                .query(Boolean.class)
                .single();
        if (!isKnown) {
            throw new InvalidConfigurationPropertyValueException(
                    "recontact.transcript-search.language",
                    language,
                    "PostgreSQL has no text search configuration of this name; \\dF in psql lists them");
        }
    }

    /** Marks contacts as due whose words were parsed with another language. Returns their number, at most a batch. */
    int markOtherLanguages(int batch) {
        return jdbc.sql("""
                        insert into contact_text_due (contact_id)
                        select contact_id
                        from (
                            (select contact_id from contact_text where language < :language limit :batch)
                            union all
                            (select contact_id from contact_text where language > :language limit :batch)
                        ) other
                        limit :batch
                        on conflict do nothing
                        """).param("language", language).param("batch", batch).update();
    }

    /**
     * Writes the words of contacts that are due, and no longer marks them. Locks the contacts, so that retention
     * deletes them before or after, with their words. Returns the number of contacts, at most a batch.
     */
    int writeDue(int batch) {
        // The order spares the walk over rows that are deleted already. It is also that of time, so the rows change
        // neighbouring parts of the index.
        return write("""
                with marked as materialized (
                    select contact_id
                    from contact_text_due
                    order by contact_id
                    limit :batch
                    for update skip locked
                ), due as materialized (
                    select contact_id
                    from marked
                    join chat_contact contact using (contact_id)
                    for key share of contact skip locked
                ), done as (
                    delete from contact_text_due
                    using due
                    where contact_text_due.contact_id = due.contact_id
                )
                """, Map.of("batch", batch));
    }

    /** Writes the words of the current contacts of sessions that are active and have messages that are not written. */
    void writeActive(Collection<SessionId> sessions) {
        write("""
                with due as materialized (
                    select contact.contact_id
                    from active_chat
                    join chat_contact contact using (session_id, contact_id)
                    left join contact_text using (contact_id)
                    where session_id = any (:sessions) and contact.disconnected_at is null
                      and active_chat.newest > coalesce(contact_text.newest, 0)
                    order by contact.contact_id
                    for key share of contact skip locked
                )
                """, Map.of("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new)));
    }

    private int write(String due, Map<String, ?> parameters) {
        // Of two nodes that write a contact at the same time, the one that has read more wins.
        return jdbc.sql(due
                        + """
                        insert into contact_text (
                            contact_id, instance_id, initiated_at, queue_id, agent_id, language, newest, words)
                        select chat.contact_id, chat.instance_id, chat.initiated_at, chat.queue_id, chat.agent_id,
                               :language, coalesce(said.newest, 0),
                               setweight(to_tsvector(cast(:language as regconfig), said.customer), 'A')
                                   || setweight(to_tsvector(cast(:language as regconfig), said.agent), 'B')
                                   || setweight(to_tsvector(cast(:language as regconfig), said.supervisor), 'C')
                                   || to_tsvector(cast(:language as regconfig), said.system)
                        from due
                        join chat_contact chat using (contact_id)
                        cross join lateral (
                            select max(sequence) as newest, {CUSTOMER} as customer, {AGENT} as agent,
                                   {SUPERVISOR} as supervisor, {SYSTEM', 'CUSTOM_BOT} as system
                            from chat_message
                            where session_id = chat.session_id and sequence >= chat.first_sequence
                              and contact_id = chat.contact_id
                        ) said
                        order by contact_id
                        on conflict (contact_id) do update
                        set queue_id = excluded.queue_id, agent_id = excluded.agent_id,
                            language = excluded.language, newest = excluded.newest, words = excluded.words
                        where contact_text.newest <= excluded.newest
                        """.replace(
                                        "{",
                                        "left(coalesce(string_agg(content, E'\\n' order by sequence) filter (where role in ('")
                                .replace("}", "')), ''), %d)".formatted(CHARACTERS_PER_ROLE)))
                .param("language", language)
                .params(parameters)
                .update();
    }
}
