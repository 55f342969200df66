package io.recontact.chat.attachment;

import io.recontact.api.SessionId;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Attachments and their download URLs. */
interface AttachmentRepository extends Repository<Attachment, AttachmentId> {

    Attachment save(Attachment attachment);

    Optional<Attachment> findById(AttachmentId id);

    /** Locks the row, so that no other transaction changes or deletes it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Attachment a where a.id = :id")
    Optional<Attachment> findForUpdate(AttachmentId id);

    /** The number of attachments of a session, including those that may still be completed. */
    @Query("""
            select count(a)
            from Attachment a
            where a.session = :session and (a.completedAt is not null or a.completeUntil > :now)
            """)
    int count(SessionId session, Instant now);

    /** Inserts an attachment that is being imported, or gives one more time that an earlier import has not finished. */
    @Modifying
    @Transactional
    @NativeQuery("""
            insert into attachment (
                id, session_id, participant_id, name, content_type, size, upload_until, complete_until)
            values (:id, :session, :participant, :name, :contentType, :size, :uploadUntil, :completeUntil)
            on conflict (id) do update
            set upload_until = excluded.upload_until, complete_until = excluded.complete_until
            where attachment.session_id = excluded.session_id and attachment.size = excluded.size
              and attachment.uploaded_at is null
            """)
    int insertImported(
            UUID id,
            UUID session,
            UUID participant,
            String name,
            String contentType,
            long size,
            Instant uploadUntil,
            Instant completeUntil);

    /** Replaces the content of an attachment; returns 0 if the upload time has expired or an upload was accepted. */
    @Modifying
    @NativeQuery("""
            update attachment
            set content_id = :content, large_object = cast(:largeObject as oid)
            where id = :id and uploaded_at is null and upload_until > :now
            """)
    int replaceContent(UUID id, UUID content, @Nullable Long largeObject, Instant now);

    /** Accepts a complete upload; returns 0 if another upload has replaced its content. */
    @Modifying
    @Transactional
    @NativeQuery("update attachment set uploaded_at = :now where content_id = :content and uploaded_at is null")
    int acceptContent(UUID content, Instant now);

    /** Removes the content of an incomplete upload. */
    @Modifying
    @Transactional
    @NativeQuery("""
            update attachment
            set content_id = null, large_object = null
            where content_id = :content and uploaded_at is null
            """)
    int removeContent(UUID content);

    /** Inserts a download URL. */
    @Modifying
    @Transactional
    @NativeQuery("insert into attachment_download (id, attachment_id, expires_at) values (:id, :attachment, :expiry)")
    int insertDownload(UUID id, UUID attachment, Instant expiry);

    /** Deletes a download URL and returns its attachment; empty if the URL was used or the attachment deleted. */
    @Transactional
    @NativeQuery("""
            with used as (
                delete from attachment_download where id = :id returning attachment_id
            )
            select attachment.*
            from attachment join used on used.attachment_id = attachment.id
            """)
    Optional<Attachment> useDownload(UUID id);

    /** Deletes up to {@code batch} attachments that were not completed in time; returns their number. */
    @Modifying
    @Transactional
    @NativeQuery("""
            delete from attachment
            where id = any (array(
                select id from attachment
                where completed_at is null and complete_until <= :now
                order by complete_until
                limit :batch
                for update skip locked))
            """)
    int deleteIncomplete(Instant now, int batch);

    /** Deletes up to {@code batch} expired download URLs; returns their number. */
    @Modifying
    @Transactional
    @NativeQuery("""
            delete from attachment_download
            where id = any (array(
                select id from attachment_download
                where expires_at <= :now
                order by expires_at
                limit :batch
                for update skip locked))
            """)
    int deleteExpiredDownloads(Instant now, int batch);
}
