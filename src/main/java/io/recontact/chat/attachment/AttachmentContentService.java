package io.recontact.chat.attachment;

import io.recontact.api.LoggableFailure;
import io.recontact.api.UuidV7Generator;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes, reads and deletes the contents of attachments in either store. An attachment refers to its content before the
 * first byte is written, and a trigger records each content that no attachment refers to any more. So no content is
 * left over, whenever a node or the database stops.
 */
@Service
class AttachmentContentService {

    private static final Logger log = LoggerFactory.getLogger(AttachmentContentService.class);

    private final AttachmentRepository attachments;
    private final DiscardedContentRepository discarded;
    private final LargeObjectContentStore largeObjects;
    private final FileContentStore files;
    private final AttachmentProperties settings;
    private final TransactionTemplate transactions;
    private final UuidV7Generator ids;
    private final Clock clock;

    AttachmentContentService(
            AttachmentRepository attachments,
            DiscardedContentRepository discarded,
            LargeObjectContentStore largeObjects,
            FileContentStore files,
            AttachmentProperties settings,
            TransactionTemplate transactions,
            UuidV7Generator ids,
            Clock clock) {
        this.attachments = attachments;
        this.discarded = discarded;
        this.largeObjects = largeObjects;
        this.files = files;
        this.settings = settings;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Replaces the content of an attachment by a new, empty one; returns empty if an upload was accepted, or if
     * {@code upload_until} has passed.
     */
    Optional<StoredContent> begin(AttachmentId attachment) {
        return switch (settings.store()) {
            case POSTGRES ->
                inTransaction(transaction -> assign(attachment, largeObjects.create(newId()), transaction));
            case FILES -> beginFile(attachment);
        };
    }

    /**
     * A file cannot be rolled back. So it is recorded as discarded before it is created, and the record is removed in
     * the transaction in which the attachment refers to it.
     */
    private Optional<StoredContent> beginFile(AttachmentId attachment) {
        var id = newId();
        discarded.insert(id.value());
        return inTransaction(transaction -> {
            // Locks the row, so that no job deletes the file before the end of the transaction.
            if (discarded.delete(List.of(id)) == 0) {
                throw new ConcurrencyFailureException("Content %s was deleted before its upload began".formatted(id));
            }
            return assign(attachment, files.create(id), transaction);
        });
    }

    private ContentId newId() {
        return new ContentId(ids.next());
    }

    private Optional<StoredContent> inTransaction(TransactionCallback<Optional<StoredContent>> beginning) {
        return Objects.requireNonNull(transactions.execute(beginning));
    }

    private Optional<StoredContent> assign(
            AttachmentId attachment, StoredContent content, TransactionStatus transaction) {
        var begun = attachments.replaceContent(
                attachment.value(), content.id().value(), content.largeObject(), clock.instant());
        if (begun == 0) {
            transaction.setRollbackOnly(); // removes a large object, and restores the record of a file
            return Optional.empty();
        }
        return Optional.of(content);
    }

    /** Writes a piece; false if a newer upload has replaced the content, or the attachment was deleted. */
    boolean write(StoredContent content, long offset, byte[] piece) {
        return store(content).write(content, offset, piece);
    }

    /** Accepts a complete content; false if a newer upload has replaced it. */
    boolean accept(StoredContent content) {
        store(content).sync(content);
        return attachments.acceptContent(content.id().value(), clock.instant()) == 1;
    }

    /** Discards an incomplete content. */
    void abandon(StoredContent content) {
        attachments.removeContent(content.id().value());
    }

    /** Reads a piece; shorter at the end, and empty after it. */
    byte[] read(StoredContent content, long offset, int length) {
        return store(content).read(content, offset, length);
    }

    /** Deletes up to {@code batch} discarded contents and returns their number. Any number of nodes may do so. */
    @Transactional
    public int deleteDiscarded(int batch) {
        var deleted = new ArrayList<ContentId>();
        for (var entry : discarded.lock(batch)) {
            var content = entry.content();
            try {
                store(content).delete(content);
                deleted.add(content.id());
            } catch (UncheckedIOException | IllegalStateException e) {
                // It remains recorded, and the next batch tries again. The other contents do not wait for it.
                log.warn(
                        "Cannot delete content {} of an attachment; the next run tries again",
                        content.id(),
                        LoggableFailure.of(e));
            }
        }
        return deleted.isEmpty() ? 0 : discarded.delete(deleted);
    }

    /** The number of contents that wait for deletion. */
    long discarded() {
        return discarded.count();
    }

    private ContentStore store(StoredContent content) {
        return content.largeObject() == null ? files : largeObjects;
    }
}
