package io.recontact.retention;

import static io.recontact.api.Timestamps.instant;
import static io.recontact.api.Timestamps.nullableInstant;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The records of erasures. Plain JDBC, like {@link RetentionRunRepository}, whose numbers they share. */
@Repository
class ErasureRepository {

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ErasureRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Erasure erasure) {
        var contact = erasure.contact();
        jdbc.sql("""
                        insert into erasure (id, instance_id, contact_id, reason, requested_by, started_at)
                        values (:id, :instance, :contact, :reason, :requested_by, :started_at)
                        """)
                .param("id", erasure.id())
                .param("instance", erasure.instance().value())
                .param("contact", contact == null ? null : contact.value())
                .param("reason", erasure.reason())
                .param("requested_by", erasure.requestedBy())
                .param("started_at", erasure.startedAt())
                .update();
    }

    /** Adds to the numbers of an erasure, in the transaction of its deletion. */
    void add(UUID id, Map<String, Integer> rows, long remaining) {
        jdbc.sql("""
                        update erasure
                        set remaining_sessions = remaining_sessions + :remaining,
                            deleted = sum_counts(deleted, cast(:rows as jsonb))
                        where id = :id
                        """)
                .param("rows", json.writeValueAsString(rows))
                .param("remaining", remaining)
                .param("id", id)
                .update();
    }

    void end(UUID id, Instant now) {
        jdbc.sql("update erasure set ended_at = :now where id = :id")
                .param("now", now)
                .param("id", id)
                .update();
    }

    Erasure read(UUID id) {
        return jdbc.sql("select * from erasure where id = :id")
                .param("id", id)
                .query((row, _) -> erasure(row))
                .single();
    }

    List<Erasure> page(InstanceId instance, @Nullable UUID after, int limit) {
        return jdbc.sql("""
                        select *
                        from erasure
                        where instance_id = :instance and id > :after
                        order by id
                        limit :limit
                        """)
                .param("instance", instance.value())
                .param("after", after == null ? FIRST : after)
                .param("limit", limit)
                .query((row, _) -> erasure(row))
                .list();
    }

    private Erasure erasure(ResultSet row) throws SQLException {
        var contact = row.getObject("contact_id", UUID.class);
        return new Erasure(
                row.getObject("id", UUID.class),
                new InstanceId(row.getObject("instance_id", UUID.class)),
                contact == null ? null : new ContactId(contact),
                row.getString("reason"),
                row.getString("requested_by"),
                instant(row, "started_at"),
                nullableInstant(row, "ended_at"),
                json.readValue(row.getString("deleted"), COUNTS),
                row.getLong("remaining_sessions"));
    }
}
