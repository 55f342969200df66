package io.recontact.chat.attachment;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ConflictException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LogSampler;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes the bytes of announced files, as they come and piece by piece. One upload of a file is accepted; until then
 * whoever begins once more, as a client does that has lost its connection, takes over from the one before.
 */
@Service
public class AttachmentUploadService {

    private static final Logger log = LoggerFactory.getLogger(AttachmentUploadService.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** What is in memory of an upload. The type of a file shows in fewer bytes. */
    private static final int PIECE = 256 * 1024;

    private final TokenService tokens;
    private final AttachmentRepository attachments;
    private final AttachmentContentService contents;
    private final ContentTypeDetector inspection;
    private final Clock clock;

    AttachmentUploadService(
            TokenService tokens,
            AttachmentRepository attachments,
            AttachmentContentService contents,
            ContentTypeDetector inspection,
            Clock clock) {
        this.tokens = tokens;
        this.attachments = attachments;
        this.contents = contents;
        this.inspection = inspection;
        this.clock = clock;
    }

    /**
     * Takes a file, whole or not at all.
     *
     * @param length how long the body says it is, if it does
     * @throws AccessDeniedException if the ticket is not ours, has expired or has been used
     * @throws InvalidRequestException if the file is not as long as announced, or not of the type announced
     * @throws ConflictException if another upload has taken over
     */
    public void receive(String ticket, OptionalLong length, InputStream body) {
        var attachment = require(ticket);
        if (length.isPresent() && length.getAsLong() != attachment.size()) {
            throw wrongSize(attachment);
        }
        var first = readPiece(body);
        if (first.length != Math.min(attachment.size(), PIECE)) {
            throw wrongSize(attachment);
        }
        if (!inspection.allows(first, attachment.contentType())) {
            if (sampler.lets("type")) {
                log.info("Refused the upload of attachment {}: not of its type", attachment.id());
            }
            throw new InvalidRequestException(
                    "The file is not what its name and ContentType say, %s".formatted(attachment.contentType()));
        }
        var content = contents.begin(attachment.id()).orElseThrow(() -> refused(attachment.id(), "used or expired"));
        var accepted = false;
        try {
            write(attachment, content, first, body);
            accepted = contents.accept(content);
        } finally {
            if (!accepted) {
                contents.abandon(content);
            }
        }
        if (!accepted) {
            throw takenOver(attachment);
        }
    }

    private Attachment require(String text) {
        var ticket = tokens.ticket(TokenType.UPLOAD, text).orElseThrow(() -> refused("unknown", "not issued here"));
        var id = new AttachmentId(ticket.subject());
        if (ticket.hasExpired(clock.instant())) {
            throw refused(id, "expired");
        }
        return attachments
                .find(id)
                .filter(found -> !found.isUploaded())
                .orElseThrow(() -> refused(id, "used, or gone with its chat"));
    }

    private void write(Attachment attachment, StoredContent content, byte[] first, InputStream body) {
        long written = 0;
        for (var piece = first; piece.length > 0; piece = readPiece(body)) {
            if (written + piece.length > attachment.size()) {
                throw wrongSize(attachment);
            }
            if (!contents.write(content, written, piece)) {
                throw takenOver(attachment);
            }
            written += piece.length;
        }
        if (written != attachment.size()) {
            throw wrongSize(attachment);
        }
    }

    private static byte[] readPiece(InputStream body) {
        try {
            return body.readNBytes(PIECE);
        } catch (IOException _) {
            // The client is gone or has fallen silent; what came of the file is worth nothing.
            throw new InvalidRequestException("The file has not come to its end");
        }
    }

    private static InvalidRequestException wrongSize(Attachment attachment) {
        if (sampler.lets("size")) {
            log.info("Refused the upload of attachment {}: not of its size", attachment.id());
        }
        return new InvalidRequestException(
                "The file must have the %d bytes of AttachmentSizeInBytes".formatted(attachment.size()));
    }

    private static ConflictException takenOver(Attachment attachment) {
        return new ConflictException("Another upload of attachment %s has taken over".formatted(attachment.id()));
    }

    private static AccessDeniedException refused(Object attachment, String reason) {
        if (sampler.lets(reason)) {
            log.info("Refused an upload URL of attachment {}: {}", attachment, reason);
        }
        return new AccessDeniedException("The URL was not issued by this service, has expired or has been used");
    }
}
