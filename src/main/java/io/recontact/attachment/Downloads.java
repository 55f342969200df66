package io.recontact.attachment;

import io.recontact.chat.Admission;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.TokenKind;
import io.recontact.chat.Tokens;
import io.recontact.transcript.TranscriptPages;
import io.recontact.wire.AccessDeniedException;
import io.recontact.wire.Ids;
import io.recontact.wire.InvalidRequestException;
import io.recontact.wire.LogSampler;
import io.recontact.wire.ParticipantRole;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Gives participants the files of their chat, and of the past that its transcript reaches: each URL once. */
@Service
public class Downloads {

    private static final Logger log = LoggerFactory.getLogger(Downloads.class);
    private static final LogSampler sampler = new LogSampler(log);

    private final Admission admission;
    private final TranscriptPages transcript;
    private final Tokens tokens;
    private final AttachmentQueries attachments;
    private final Contents contents;
    private final Ids ids;
    private final Clock clock;

    Downloads(
            Admission admission,
            TranscriptPages transcript,
            Tokens tokens,
            AttachmentQueries attachments,
            Contents contents,
            Ids ids,
            Clock clock) {
        this.admission = admission;
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
    public DownloadTicket issue(ParticipantId participant, AttachmentId id, Duration life) {
        var participation = admission.admit(participant);
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
        return new DownloadTicket(tokens.issue(TokenKind.DOWNLOAD, download, expiry), expiry, attachment.size());
    }

    /**
     * Opens the file that a ticket is for, which is good for this once.
     *
     * @throws AccessDeniedException if the ticket is not ours, has expired or has been used
     */
    public Download open(String text) {
        var ticket = tokens.ticket(TokenKind.DOWNLOAD, text).orElseThrow(() -> refused("unknown", "not issued here"));
        if (ticket.hasExpired(clock.instant())) {
            throw refused(ticket.subject(), "expired");
        }
        var attachment = attachments
                .useDownload(ticket.subject())
                .orElseThrow(() -> refused(ticket.subject(), "used, or gone with its chat"));
        var content = Objects.requireNonNull(attachment.content(), "a completed attachment has content");
        return new Download(
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
