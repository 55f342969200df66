package io.recontact.chat.attachment;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ContactId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LogSampler;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.transcript.TranscriptPageService;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Lets participants download the files of their chat and of the past sessions that they can read; each URL once. */
@Service
public class AttachmentDownloadService {

    private static final Logger log = LoggerFactory.getLogger(AttachmentDownloadService.class);
    private static final LogSampler sampler = new LogSampler(log);

    private final ParticipantAuthenticator authenticator;
    private final TranscriptPageService transcript;
    private final TokenService tokens;
    private final AttachmentRepository attachments;
    private final AttachmentContentService contents;
    private final UuidV7Generator ids;
    private final Clock clock;

    AttachmentDownloadService(
            ParticipantAuthenticator authenticator,
            TranscriptPageService transcript,
            TokenService tokens,
            AttachmentRepository attachments,
            AttachmentContentService contents,
            UuidV7Generator ids,
            Clock clock) {
        this.authenticator = authenticator;
        this.transcript = transcript;
        this.tokens = tokens;
        this.attachments = attachments;
        this.contents = contents;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Issues a URL for the download of a file.
     *
     * @param duration until the URL expires
     * @throws AccessDeniedException if the participant has left or is a custom bot, or the chat has ended
     * @throws InvalidRequestException if the participant cannot read such a file
     */
    public DownloadUrl issue(ParticipantId participant, AttachmentId id, Duration duration) {
        var context = authenticator.requireActive(participant);
        if (context.role() == ParticipantRole.CUSTOM_BOT) {
            throw new AccessDeniedException("Participants of the role CUSTOM_BOT may not get attachments");
        }
        var attachment = attachments
                .findById(id)
                .filter(found -> found.sequence() != null
                        && transcript.isReadable(context.session(), found.session(), found.sequence()))
                .orElseThrow(() -> new InvalidRequestException("AttachmentId names no attachment of this chat"));
        var download = ids.next();
        var expiry = clock.instant().plus(duration);
        attachments.insertDownload(download, id.value(), expiry);
        return new DownloadUrl(tokens.issue(TokenType.DOWNLOAD, download, expiry), expiry, attachment.size());
    }

    /**
     * Opens the file of a download token, which is valid once.
     *
     * @throws AccessDeniedException if the token was not issued here, has expired or was used
     */
    public AttachmentDownload open(String token) {
        var verified = tokens.verify(TokenType.DOWNLOAD, token).orElseThrow(() -> denied("unknown", "not issued here"));
        if (verified.hasExpired(clock.instant())) {
            throw denied(verified.subject(), "expired");
        }
        return attachments
                .useDownload(verified.subject())
                .map(this::content)
                .orElseThrow(() -> denied(verified.subject(), "used, or deleted with its chat"));
    }

    /** Opens a file that is part of a transcript, for an export; empty if it was deleted with its chat. */
    public Optional<AttachmentDownload> read(AttachmentId id) {
        return attachments.findById(id).filter(Attachment::isCompleted).map(this::content);
    }

    /**
     * Opens a file of a chat for somebody who may read its transcript without being a participant; empty if the
     * transcript of the session has no such file.
     */
    public Optional<AttachmentDownload> read(SessionId session, AttachmentId id) {
        return attachments
                .findById(id)
                .filter(Attachment::isCompleted)
                .filter(found ->
                        found.sequence() != null && transcript.isReadable(session, found.session(), found.sequence()))
                .map(this::content);
    }

    /**
     * Opens a file of one contact for somebody who may read its transcript, but not what follows in the session; empty
     * if the transcript of the contact has no such file.
     */
    public Optional<AttachmentDownload> read(SessionId session, ContactId contact, AttachmentId id) {
        return attachments
                .findById(id)
                .filter(Attachment::isCompleted)
                .filter(found -> found.sequence() != null
                        && found.session().equals(session)
                        && transcript.isOf(session, contact, found.sequence()))
                .map(this::content);
    }

    private AttachmentDownload content(Attachment attachment) {
        var content = Objects.requireNonNull(attachment.content(), "A completed attachment has content");
        return new AttachmentDownload(
                attachment.name(),
                attachment.contentType(),
                attachment.size(),
                new ContentStream(contents, content, attachment.size()));
    }

    private static AccessDeniedException denied(Object download, String reason) {
        if (sampler.lets(reason)) {
            log.info("Denied download URL {}: {}", download, reason);
        }
        return new AccessDeniedException("The URL was not issued by this service, has expired or has been used");
    }
}
