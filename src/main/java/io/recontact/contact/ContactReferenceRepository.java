package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what contacts refer to. */
@Service
public class ContactReferenceRepository {

    private static final TypeReference<TreeMap<String, Reference>> REFERENCES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final RetentionPolicy retention;
    private final JsonMapper json;
    private final Clock clock;

    ContactReferenceRepository(JdbcClient jdbc, RetentionPolicy retention, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.retention = retention;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The references of a contact by their names, in the order of these.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     */
    public Map<String, Reference> of(InstanceId instance, ContactId id) {
        var text = jdbc.sql("""
                        select contact_references
                        from contact
                        where id = :id and instance_id = :instance and initiated_at >= :oldest_kept
                          and exists (select from instance where instance.id = :instance and deleted_at is null)
                        """)
                .param("id", id.value())
                .param("instance", instance.value())
                .param(
                        "oldest_kept",
                        retention.windowAt(clock.instant()).oldestKept())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new ResourceNotFoundException(
                        "Contact %s does not exist in instance %s".formatted(id, instance)));
        return json.readValue(text, REFERENCES);
    }
}
