package io.recontact.chat.attachment;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LogSampler;
import io.recontact.api.ParticipantRole;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.transcript.TranscriptPageService;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Gives participants the files of their chat, and of the past that its transcript reaches: each URL once. */
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
     * Lets a participant download a file.
     *
     * @throws AccessDeniedException if the participant is no longer in the chat, the chat has ended, or it is a bot
     * @throws InvalidRequestException if the transcript of the chat has no such file
     */
    public DownloadUrl issue(ParticipantId participant, AttachmentId id, Duration life) {
        var participation = authenticator.admit(participant);
        if (participation.role() == ParticipantRole.CUSTOM_BOT) {
            throw new AccessDeniedException("Participants of the role CUSTOM_BOT may not get attachments");
        }
        var attachment = attachments
                .find(id)
                .filter(found -> found.sequence() != null
                        && transcript.reach(participation.session(), found.session(), found.sequence()))
                .orElseThrow(() -> new InvalidRequestException("AttachmentId names no attachment of this chat"));
        var download = ids.next();
        var expiry = clock.instant().plus(life);
        attachments.insertDownload(download, id, expiry);
        return new DownloadUrl(tokens.issue(TokenType.DOWNLOAD, download, expiry), expiry, attachment.size());
    }

    /**
     * Opens the file that a ticket is for, which is good for this once.
     *
     * @throws AccessDeniedException if the ticket is not ours, has expired or has been used
     */
    public AttachmentDownload open(String text) {
        var ticket = tokens.ticket(TokenType.DOWNLOAD, text).orElseThrow(() -> refused("unknown", "not issued here"));
        if (ticket.hasExpired(clock.instant())) {
            throw refused(ticket.subject(), "expired");
        }
        var attachment = attachments
                .useDownload(ticket.subject())
                .orElseThrow(() -> refused(ticket.subject(), "used, or gone with its chat"));
        var content = Objects.requireNonNull(attachment.content(), "a completed attachment has content");
        return new AttachmentDownload(
                attachment.name(),
                attachment.contentType(),
                attachment.size(),
                new ContentStream(contents, content, attachment.size()));
    }

    private static AccessDeniedException refused(Object download, String reason) {
        if (sampler.lets(reason)) {
            log.info("Refused download URL {}: {}", download, reason);
        }
        return new AccessDeniedException("The URL was not issued by this service, has expired or has been used");
    }
}
