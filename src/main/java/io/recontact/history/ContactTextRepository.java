package io.recontact.history;

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

    /** Marks active chats with new messages as due. */
    void markActive() {
        jdbc.sql("""
                        insert into contact_text_due (contact_id)
                        select chat_contact.contact_id
                        from chat_contact
                        join active_chat using (session_id, contact_id)
                        left join contact_text using (contact_id)
                        where chat_contact.disconnected_at is null
                          and active_chat.newest > coalesce(contact_text.newest, chat_contact.first_sequence)
                        on conflict do nothing
                        """).update();
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
     * deletes them before or after, with their words. A contact that becomes due meanwhile waits for the end of this
     * transaction and is marked again. Returns the number of contacts, at most a batch.
     */
    int writeDue(int batch) {
        return jdbc.sql("""
                        with due as materialized (
                            select due.contact_id
                            from contact_text_due due
                            join chat_contact contact on contact.contact_id = due.contact_id
                            limit :batch
                            for update of due skip locked
                            for key share of contact skip locked
                        ), written as (
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
                            on conflict (contact_id) do update
                            set queue_id = excluded.queue_id, agent_id = excluded.agent_id,
                                language = excluded.language, newest = excluded.newest, words = excluded.words
                        )
                        delete from contact_text_due
                        using due
                        where contact_text_due.contact_id = due.contact_id
                        """.replace(
                                "{",
                                "left(coalesce(string_agg(content, E'\\n' order by sequence) filter (where role in ('")
                        .replace("}", "')), ''), %d)".formatted(CHARACTERS_PER_ROLE)))
                .param("language", language)
                .param("batch", batch)
                .update();
    }
}
