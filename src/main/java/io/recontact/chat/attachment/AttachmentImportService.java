package io.recontact.chat.attachment;

import io.recontact.api.InvalidRequestException;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Stores the contents of attachments that happened elsewhere and whose transcript item is stored already. Until the
 * content is complete it is that of an upload, which the same job deletes after an interruption. Setting the sequence
 * makes it an attachment.
 */
@Service
public class AttachmentImportService {

    private static final int PIECE = 256 * 1024;

    private final TranscriptRepository transcript;
    private final AttachmentRepository attachments;
    private final AttachmentContentService contents;
    private final AttachmentProperties settings;
    private final ContentTypeDetector detector;
    private final TransactionOperations transactions;
    private final Clock clock;

    AttachmentImportService(
            TranscriptRepository transcript,
            AttachmentRepository attachments,
            AttachmentContentService contents,
            AttachmentProperties settings,
            ContentTypeDetector detector,
            TransactionOperations transactions,
            Clock clock) {
        this.transcript = transcript;
        this.attachments = attachments;
        this.contents = contents;
        this.settings = settings;
        this.detector = detector;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Stores a content, completely or not at all. Returns false if the attachment has a content already.
     *
     * @param itemId the item of the session that names the attachment
     * @param size in bytes
     * @throws InvalidRequestException if the session has no such item, the content is not of its type or size, or
     *     another import stores it at the same time
     */
    public boolean store(SessionId session, ItemId itemId, AttachmentId id, long size, InputStream content)
            throws IOException {
        var item = transcript
                .find(session, itemId)
                .orElseThrow(() -> new InvalidRequestException("The transcript of the attachment is not stored"));
        var file = named(item, id);
        var known = attachments.findById(id);
        if (known.filter(Attachment::isCompleted).isPresent()) {
            return false;
        }
        if (known.filter(Attachment::isUploaded).isEmpty()) {
            upload(item, file, id, size, content);
        }
        return Boolean.TRUE.equals(transactions.execute(_ -> complete(item, id)));
    }

    private static Item.Attachment named(StoredItem item, AttachmentId id) {
        var files = item.attachments();
        if (files != null && item.sender() != null) {
            for (var file : files) {
                if (file.attachmentId().equals(id.toString())) {
                    return file;
                }
            }
        }
        throw new InvalidRequestException("The transcript of the attachment does not name it");
    }

    private void upload(StoredItem item, Item.Attachment file, AttachmentId id, long size, InputStream content)
            throws IOException {
        var first = content.readNBytes(PIECE);
        if (!detector.allows(first, file.contentType())) {
            throw new InvalidRequestException("The file does not match the ContentType of the attachment");
        }
        var sender = item.sender();
        if (sender == null) {
            throw new InvalidRequestException("The attachment has no sender");
        }
        var now = clock.instant();
        var inserted = attachments.insertImported(
                id.value(),
                item.session().value(),
                sender.participant().value(),
                file.attachmentName(),
                file.contentType(),
                size,
                now.plus(settings.uploadWithin()),
                now.plus(settings.completeWithin()));
        if (inserted == 0) {
            throw competing();
        }
        var begun = contents.begin(id).orElseThrow(AttachmentImportService::competing);
        var accepted = false;
        try {
            write(begun, first, size, content);
            accepted = contents.accept(begun);
        } finally {
            if (!accepted) {
                contents.abandon(begun);
            }
        }
        if (!accepted) {
            throw competing();
        }
    }

    private void write(StoredContent target, byte[] first, long size, InputStream content) throws IOException {
        long written = 0;
        for (var piece = first; piece.length > 0; piece = content.readNBytes(PIECE)) {
            if (!contents.write(target, written, piece)) {
                throw competing();
            }
            written += piece.length;
        }
        if (written != size) {
            throw new InvalidRequestException("The attachment is incomplete");
        }
    }

    /** Locks the session, so that its deletion comes before or after. */
    private boolean complete(StoredItem item, AttachmentId id) {
        if (!transcript.lockOfAnyAge(item.session())) {
            throw new InvalidRequestException("The transcript of the attachment is not stored");
        }
        var attachment = attachments.findForUpdate(id).orElseThrow(AttachmentImportService::competing);
        if (attachment.isCompleted()) {
            return false;
        }
        if (!attachment.isUploaded() || !attachment.session().equals(item.session())) {
            throw competing();
        }
        attachment.complete(item.sequence(), item.at());
        return true;
    }

    private static InvalidRequestException competing() {
        return new InvalidRequestException("Another import stores the attachment now, or another chat has its id");
    }
}
