package io.recontact.chat.attachment;

import io.recontact.api.LoggableFailure;
import io.recontact.api.UuidV7Generator;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The contents of attachments, wherever they are kept. An attachment names its content before the first byte is
 * written, and a trigger notes each content that no attachment names any more, so that none is left over whenever a
 * node or the database stops.
 */
@Repository
class AttachmentContentService {

    private static final Logger log = LoggerFactory.getLogger(AttachmentContentService.class);

    private final JdbcClient jdbc;
    private final LargeObjectContentStore largeObjects;
    private final FileContentStore files;
    private final AttachmentProperties settings;
    private final TransactionTemplate transactions;
    private final UuidV7Generator ids;
    private final Clock clock;

    AttachmentContentService(
            JdbcClient jdbc,
            LargeObjectContentStore largeObjects,
            FileContentStore files,
            AttachmentProperties settings,
            TransactionTemplate transactions,
            UuidV7Generator ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.largeObjects = largeObjects;
        this.files = files;
        this.settings = settings;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Gives an attachment a new, empty content, in place of what is being uploaded; nothing if it has been uploaded, or
     * may not be any more.
     */
    Optional<StoredContent> begin(AttachmentId attachment) {
        return switch (settings.store()) {
            case POSTGRES ->
                inTransaction(transaction -> name(attachment, largeObjects.create(ids.next()), transaction));
            case FILES -> beginFile(attachment);
        };
    }

    /**
     * A file is not rolled back: it is noted as discarded before it is there, and the note goes in the transaction in
     * which an attachment names it.
     */
    private Optional<StoredContent> beginFile(AttachmentId attachment) {
        var id = ids.next();
        jdbc.sql("insert into discarded_content (content_id) values (:id)")
                .param("id", id)
                .update();
        return inTransaction(transaction -> {
            // Under the lock of its row: nobody deletes the file before the end of the transaction.
            if (forget(id) == 0) {
                throw new ConcurrencyFailureException("Content %s was deleted before it was begun".formatted(id));
            }
            return name(attachment, files.create(id), transaction);
        });
    }

    private Optional<StoredContent> inTransaction(TransactionCallback<Optional<StoredContent>> beginning) {
        return Objects.requireNonNull(transactions.execute(beginning));
    }

    private Optional<StoredContent> name(
            AttachmentId attachment, StoredContent content, TransactionStatus transaction) {
        var begun = jdbc.sql("""
                        update attachment
                        set content_id = :content, large_object = cast(:large_object as oid)
                        where id = :id and uploaded_at is null and upload_until > :now
                        """)
                .param("id", attachment.value())
                .param("content", content.id())
                .param("large_object", content.largeObject())
                .param("now", clock.instant())
                .update();
        if (begun == 0) {
            transaction.setRollbackOnly(); // which takes a large object away, and leaves a file noted
            return Optional.empty();
        }
        return Optional.of(content);
    }

    /** Writes a piece; false if somebody has begun to upload once more, or the attachment is gone. */
    boolean write(StoredContent content, long offset, byte[] piece) {
        return store(content).write(content, offset, piece);
    }

    /** Lets a content that is whole be that of its attachment for good; false if it has been replaced before. */
    boolean accept(StoredContent content) {
        store(content).sync(content);
        return jdbc.sql("""
                                update attachment
                                set uploaded_at = :now
                                where content_id = :content and uploaded_at is null
                                """)
                        .param("content", content.id())
                        .param("now", clock.instant())
                        .update()
                == 1;
    }

    /** Discards a content that is not whole. */
    void abandon(StoredContent content) {
        jdbc.sql("""
                        update attachment
                        set content_id = null, large_object = null
                        where content_id = :content and uploaded_at is null
                        """).param("content", content.id()).update();
    }

    byte[] read(StoredContent content, long offset, int length) {
        return store(content).read(content, offset, length);
    }

    /** Deletes at most {@code batch} contents that were discarded, and tells how many. Any node may, at any time. */
    @Transactional
    public int deleteDiscarded(int batch) {
        var discarded = jdbc.sql("""
                        select content_id, large_object
                        from discarded_content
                        limit :batch
                        for update skip locked
                        """)
                .param("batch", batch)
                .query((row, _) -> AttachmentRepository.content(row))
                .list();
        var deleted = new ArrayList<UUID>();
        for (var content : discarded) {
            try {
                store(content).delete(content);
                deleted.add(content.id());
            } catch (UncheckedIOException | IllegalStateException e) {
                // It stays noted, and is tried again with the next batch; the others are not to wait for it.
                log.warn("Content {} cannot be deleted", content.id(), LoggableFailure.of(e));
            }
        }
        return forget(deleted.toArray(UUID[]::new));
    }

    private int forget(UUID... contents) {
        return jdbc.sql("delete from discarded_content where content_id = any (:contents)")
                .param("contents", contents)
                .update();
    }

    /** How many contents wait to be deleted. */
    long discarded() {
        return jdbc.sql("select count(*) from discarded_content")
                .query(Long.class)
                .single();
    }

    private ContentStore store(StoredContent content) {
        return content.largeObject() == null ? files : largeObjects;
    }
}
