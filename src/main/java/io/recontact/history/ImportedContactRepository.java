package io.recontact.history;

import io.recontact.api.CopyRows;
import io.recontact.api.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which contacts were imported, with which content. Plain JDBC: statements on sets. */
@Repository
class ImportedContactRepository {

    private final JdbcClient jdbc;
    private final JdbcTemplate copies;

    ImportedContactRepository(JdbcClient jdbc, JdbcTemplate copies) {
        this.jdbc = jdbc;
        this.copies = copies;
    }

    /** The mark of a contact; nothing compares two of them. */
    @SuppressWarnings("ArrayRecordComponent")
    record Imported(UUID session, UUID instance, byte[] content, byte @Nullable [] transcript) {}

    /** Returns the sessions of those of some contacts that were imported. */
    Map<UUID, UUID> sessions(Collection<UUID> contacts) {
        var sessions = new HashMap<UUID, UUID>();
        jdbc.sql("select contact_id, session_id from imported_contact where contact_id = any (:contacts)")
                .param("contacts", contacts.toArray(UUID[]::new))
                .query(row -> {
                    sessions.put(row.getObject("contact_id", UUID.class), row.getObject("session_id", UUID.class));
                });
        return sessions;
    }

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
        var rows = new CopyRows("copy imported_contact (contact_id, session_id, instance_id, content) from stdin");
        contacts.forEach(
                line -> rows.add(line.id(), line.contact().initialContactId(), instance.value(), line.digest()));
        rows.store(copies);
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
