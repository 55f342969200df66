package io.recontact.chat.attachment;

import static io.recontact.api.Timestamps.instant;
import static io.recontact.api.Timestamps.nullableInstant;
import io.recontact.api.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Attachments and their download URLs at rest. */
@Repository
class AttachmentRepository {

    private static final String COLUMNS = """
            attachment.id, session_id, participant_id, name, content_type, size, upload_until, complete_until,
            content_id, large_object, uploaded_at, sequence""";

    private final JdbcClient jdbc;

    AttachmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Attachment attachment) {
        jdbc.sql("""
                        insert into attachment (
                            id, session_id, participant_id, name, content_type, size, upload_until, complete_until)
                        values (:id, :session, :participant, :name, :content_type, :size, :upload_until, :complete_until)
                        """)
                .param("id", attachment.id().value())
                .param("session", attachment.session().value())
                .param("participant", attachment.participant())
                .param("name", attachment.name())
                .param("content_type", attachment.contentType())
                .param("size", attachment.size())
                .param("upload_until", attachment.uploadUntil())
                .param("complete_until", attachment.completeUntil())
                .update();
    }

    /** How many files a session has, or may still get by uploads that have begun. */
    int count(SessionId session, Instant now) {
        return jdbc.sql("""
                        select count(*)
                        from attachment
                        where session_id = :session and (completed_at is not null or complete_until > :now)
                        """)
                .param("session", session.value())
                .param("now", now)
                .query(Integer.class)
                .single();
    }

    Optional<Attachment> find(AttachmentId id) {
        return find(id, "");
    }

    /** Finds an attachment and keeps others from changing or removing it until the end of the transaction. */
    Optional<Attachment> findAndLock(AttachmentId id) {
        return find(id, "for no key update");
    }

    private Optional<Attachment> find(AttachmentId id, String locking) {
        return jdbc.sql("select %s from attachment where id = :id %s".formatted(COLUMNS, locking))
                .param("id", id.value())
                .query((row, _) -> attachment(row))
                .optional();
    }

    /** Makes an attachment part of the transcript. */
    void complete(AttachmentId id, long sequence, Instant now) {
        jdbc.sql("update attachment set completed_at = :now, sequence = :sequence where id = :id")
                .param("id", id.value())
                .param("sequence", sequence)
                .param("now", now)
                .update();
    }

    void insertDownload(UUID download, AttachmentId attachment, Instant expiry) {
        jdbc.sql("insert into attachment_download (id, attachment_id, expires_at) values (:id, :attachment, :expiry)")
                .param("id", download)
                .param("attachment", attachment.value())
                .param("expiry", expiry)
                .update();
    }

    /** Uses a download up; nothing if it has been used before, or its file is gone. */
    Optional<Attachment> useDownload(UUID download) {
        return jdbc.sql("""
                        with used as (
                            delete from attachment_download where id = :id returning attachment_id
                        )
                        select %s
                        from attachment join used on used.attachment_id = attachment.id
                        """.formatted(COLUMNS))
                .param("id", download)
                .query((row, _) -> attachment(row))
                .optional();
    }

    /** Removes at most {@code batch} uploads that were not completed in time, and tells how many. */
    int removeIncomplete(Instant now, int batch) {
        return jdbc.sql("""
                        delete from attachment
                        where id = any (array(
                            select id from attachment
                            where completed_at is null and complete_until <= :now
                            order by complete_until
                            limit :batch
                            for update skip locked))
                        """)
                .param("now", now)
                .param("batch", batch)
                .update();
    }

    /** Removes at most {@code batch} download URLs that have expired, and tells how many. */
    int removeExpiredDownloads(Instant now, int batch) {
        return jdbc.sql("""
                        delete from attachment_download
                        where id = any (array(
                            select id from attachment_download
                            where expires_at <= :now
                            order by expires_at
                            limit :batch
                            for update skip locked))
                        """)
                .param("now", now)
                .param("batch", batch)
                .update();
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                new AttachmentId(row.getObject("id", UUID.class)),
                new SessionId(row.getObject("session_id", UUID.class)),
                row.getObject("participant_id", UUID.class),
                row.getString("name"),
                row.getString("content_type"),
                row.getLong("size"),
                instant(row, "upload_until"),
                instant(row, "complete_until"),
                row.getObject("content_id") == null ? null : content(row),
                nullableInstant(row, "uploaded_at"),
                number(row, "sequence"));
    }

    /** A content, from a row that names one. */
    static StoredContent content(ResultSet row) throws SQLException {
        return new StoredContent(row.getObject("content_id", UUID.class), number(row, "large_object"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        var number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
