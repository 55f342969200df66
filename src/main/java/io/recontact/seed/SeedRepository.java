package io.recontact.seed;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The resources that a seed has created. */
@Repository
class SeedRepository {

    private final JdbcClient jdbc;
    private final Clock clock;

    SeedRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A resource that a seed has created: its section in the declaration of the instance, and its id or name. */
    record Entry(String section, String key) {}

    /**
     * Makes nodes that start at once take turns. The lock ends with the transaction. To wait for another node may take
     * longer than a request may take.
     */
    void lock() {
        jdbc.sql("""
                        select set_config('lock_timeout', '25s', true),
                               set_config('statement_timeout', '25s', true)
                        """).query().singleRow();
        jdbc.sql("select pg_advisory_xact_lock(hashtext('recontact.seed')) is null")
                .query(Boolean.class)
                .single();
    }

    void add(UUID instance, Entry entry) {
        jdbc.sql("""
                        insert into seed_resource (instance_id, section, key, created_at)
                        values (:instance, :section, :key, :now)
                        on conflict do nothing
                        """)
                .param("instance", instance)
                .param("section", entry.section())
                .param("key", entry.key())
                .param("now", clock.instant())
                .update();
    }

    /** Returns what a seed has created in an instance, the newest first. */
    List<Entry> find(UUID instance) {
        return jdbc.sql("""
                        select section, key
                        from seed_resource
                        where instance_id = :instance
                        order by created_at desc
                        """)
                .param("instance", instance)
                .query((row, _) -> new Entry(row.getString("section"), row.getString("key")))
                .list();
    }

    void remove(UUID instance, Entry entry) {
        jdbc.sql("""
                        delete from seed_resource
                        where instance_id = :instance
                          and section = :section
                          and key = :key
                        """)
                .param("instance", instance)
                .param("section", entry.section())
                .param("key", entry.key())
                .update();
    }
}
