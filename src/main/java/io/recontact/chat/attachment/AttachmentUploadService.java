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
 * Receives the bytes of files, piece by piece. One upload of a file is accepted. Until then a new upload replaces the
 * one before, because a client that has lost its connection begins again.
 */
@Service
public class AttachmentUploadService {

    private static final Logger log = LoggerFactory.getLogger(AttachmentUploadService.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** The size of a piece in memory, and more than the detection of the type reads. */
    private static final int PIECE = 256 * 1024;

    private final TokenService tokens;
    private final AttachmentRepository attachments;
    private final AttachmentContentService contents;
    private final ContentTypeDetector detector;
    private final Clock clock;

    AttachmentUploadService(
            TokenService tokens,
            AttachmentRepository attachments,
            AttachmentContentService contents,
            ContentTypeDetector detector,
            Clock clock) {
        this.tokens = tokens;
        this.attachments = attachments;
        this.contents = contents;
        this.detector = detector;
        this.clock = clock;
    }

    /**
     * Receives a file, completely or not at all.
     *
     * @param length the Content-Length, if the request has one
     * @throws AccessDeniedException if the token was not issued here, has expired or was used
     * @throws InvalidRequestException if the size or the type of the file differs from StartAttachmentUpload
     * @throws ConflictException if a newer upload of the attachment has replaced this one
     */
    public void receive(String token, OptionalLong length, InputStream body) {
        var attachment = require(token);
        if (length.isPresent() && length.getAsLong() != attachment.size()) {
            throw wrongSize(attachment);
        }
        var first = readPiece(body);
        if (first.length != Math.min(attachment.size(), PIECE)) {
            throw wrongSize(attachment);
        }
        if (!detector.allows(first, attachment.contentType())) {
            if (sampler.lets("type")) {
                log.info("Rejected the upload of attachment {}: wrong type", attachment.id());
            }
            throw new InvalidRequestException(
                    "The file does not match its name and ContentType, %s".formatted(attachment.contentType()));
        }
        var content = contents.begin(attachment.id()).orElseThrow(() -> denied(attachment.id(), "used or expired"));
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
            throw replaced(attachment);
        }
    }

    private Attachment require(String token) {
        var verified = tokens.verify(TokenType.UPLOAD, token).orElseThrow(() -> denied("unknown", "not issued here"));
        var id = new AttachmentId(verified.subject());
        if (verified.hasExpired(clock.instant())) {
            throw denied(id, "expired");
        }
        return attachments
                .findById(id)
                .filter(found -> !found.isUploaded())
                .orElseThrow(() -> denied(id, "used, or deleted with its chat"));
    }

    private void write(Attachment attachment, StoredContent content, byte[] first, InputStream body) {
        long written = 0;
        for (var piece = first; piece.length > 0; piece = readPiece(body)) {
            if (written + piece.length > attachment.size()) {
                throw wrongSize(attachment);
            }
            if (!contents.write(content, written, piece)) {
                throw replaced(attachment);
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
            // The client has disconnected or timed out; a part of a file is of no use.
            throw new InvalidRequestException("The file is incomplete");
        }
    }

    private static InvalidRequestException wrongSize(Attachment attachment) {
        if (sampler.lets("size")) {
            log.info("Rejected the upload of attachment {}: wrong size", attachment.id());
        }
        return new InvalidRequestException(
                "The file must have the %d bytes of AttachmentSizeInBytes".formatted(attachment.size()));
    }

    private static ConflictException replaced(Attachment attachment) {
        return new ConflictException(
                "Another upload has replaced this one of attachment %s".formatted(attachment.id()));
    }

    private static AccessDeniedException denied(Object attachment, String reason) {
        if (sampler.lets(reason)) {
            log.info("Denied an upload URL of attachment {}: {}", attachment, reason);
        }
        return new AccessDeniedException("The URL was not issued by this service, has expired or has been used");
    }
}
