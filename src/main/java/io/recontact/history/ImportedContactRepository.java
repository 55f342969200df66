package io.recontact.history;

import io.recontact.api.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which contacts were imported, with which content. Plain JDBC: statements on sets. */
@Repository
class ImportedContactRepository {

    private final JdbcClient jdbc;

    ImportedContactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The mark of a contact; nothing compares two of them. */
    @SuppressWarnings("ArrayRecordComponent")
    record Imported(UUID session, UUID instance, byte[] content, byte @Nullable [] transcript) {}

    /** Reads contacts and locks them against other imports, in the order of their ids. */
    Map<UUID, Imported> lock(Collection<UUID> contacts) {
        var found = new HashMap<UUID, Imported>();
        jdbc.sql("""
                        select contact_id, session_id, instance_id, content, transcript
                        from imported_contact
                        where contact_id = any (:contacts)
                        order by contact_id
                        for no key update
                        """).param("contacts", contacts.toArray(UUID[]::new)).query(row -> {
            found.put(
                    row.getObject("contact_id", UUID.class),
                    new Imported(
                            row.getObject("session_id", UUID.class),
                            row.getObject("instance_id", UUID.class),
                            row.getBytes("content"),
                            row.getBytes("transcript")));
        });
        return found;
    }

    /** Notes contacts. Fails if one of them is noted already. */
    void insert(InstanceId instance, List<ImportLine.OfContact> contacts) {
        jdbc.sql("""
                        insert into imported_contact (contact_id, session_id, instance_id, content)
                        select contact_id, session_id, :instance, content
                        from unnest(:contacts, :sessions, :contents) as line (contact_id, session_id, content)
                        order by contact_id
                        """)
                .param("instance", instance.value())
                .param(
                        "contacts",
                        contacts.stream().map(ImportLine.OfContact::id).toArray(UUID[]::new))
                .param(
                        "sessions",
                        contacts.stream()
                                .map(line -> line.contact().initialContactId())
                                .toArray(UUID[]::new))
                .param(
                        "contents",
                        contacts.stream().map(ImportLine.OfContact::digest).toArray(byte[][]::new))
                .update();
    }

    /** Notes transcripts, and that the words of their contacts are to be indexed. */
    void noteTranscripts(List<ImportLine.OfTranscript> transcripts) {
        var contacts =
                transcripts.stream().map(ImportLine.OfTranscript::contact).toArray(UUID[]::new);
        jdbc.sql("""
                        update imported_contact
                        set transcript = line.digest
                        from unnest(:contacts, :digests) as line (contact_id, digest)
                        where imported_contact.contact_id = line.contact_id
                        """)
                .param("contacts", contacts)
                .param(
                        "digests",
                        transcripts.stream()
                                .map(ImportLine.OfTranscript::digest)
                                .toArray(byte[][]::new))
                .update();
        jdbc.sql("""
                        insert into contact_text_due (contact_id)
                        select contact_id
                        from unnest(:contacts) as line (contact_id)
                        order by contact_id
                        on conflict do nothing
                        """).param("contacts", contacts).update();
    }
}
