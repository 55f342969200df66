package io.recontact.chat.attachment;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ConflictException;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectService;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files becoming part of a chat: announced, uploaded, completed. All but the upload happens under the lock of the
 * session, so that its files can be counted and nothing happens twice.
 */
@Service
public class AttachmentService {

    private static final String CONTENT_TYPE = "application/vnd.amazonaws.connect.message.attachment";

    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectService connects;
    private final TranscriptRepository transcript;
    private final ClientTokenService clientTokens;
    private final TokenService tokens;
    private final AttachmentRepository attachments;
    private final AttachmentProperties settings;
    private final AllowedFileTypes types;
    private final UuidV7Generator ids;
    private final Clock clock;

    AttachmentService(
            ParticipantAuthenticator authenticator,
            ParticipantConnectService connects,
            TranscriptRepository transcript,
            ClientTokenService clientTokens,
            TokenService tokens,
            AttachmentRepository attachments,
            AttachmentProperties settings,
            UuidV7Generator ids,
            Clock clock) {
        this.authenticator = authenticator;
        this.connects = connects;
        this.transcript = transcript;
        this.clientTokens = clientTokens;
        this.tokens = tokens;
        this.attachments = attachments;
        this.settings = settings;
        this.types = AllowedFileTypes.parse(settings.types());
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Announces a file. A repeat with the same token gets the same attachment.
     *
     * @throws AccessDeniedException if the participant is no longer in the chat, or the chat has ended
     * @throws InvalidParameterException if no such file may be attached
     * @throws ServiceQuotaExceededException if the conversation has as many files as it may have
     */
    @Transactional
    public UploadUrl start(ParticipantId participant, NewAttachment file, String clientToken) {
        var contentType = types.require(file.name(), file.contentType());
        if (file.size() > settings.maxSize().toBytes()) {
            throw new InvalidParameterException("AttachmentSizeInBytes may be at most %d"
                    .formatted(settings.maxSize().toBytes()));
        }
        var session = lockAndAdmit(authenticator.admit(participant)).session();
        var id = new AttachmentId(ids.next());
        var claim = clientTokens.newClaim(participant.value(), "StartAttachmentUpload", clientToken, file);
        if (!clientTokens.claim(claim, AnswerIds.of(id.value()))) {
            var first = clientTokens.findAnswer(claim).orElseThrow().id();
            return attachments
                    .find(new AttachmentId(first))
                    .map(this::started)
                    .orElseThrow(() -> new InvalidRequestException(
                            "ClientToken was used before for an upload that was not completed in time"));
        }
        var now = clock.instant();
        if (attachments.count(session, now) >= settings.perConversation()) {
            throw new ServiceQuotaExceededException(
                    "A conversation may have at most %d attachments".formatted(settings.perConversation()));
        }
        var attachment = new Attachment(
                id,
                session,
                participant.value(),
                file.name(),
                contentType,
                file.size(),
                now.plus(settings.uploadWithin()),
                now.plus(settings.completeWithin()),
                null,
                null,
                null);
        attachments.insert(attachment);
        return started(attachment);
    }

    private UploadUrl started(Attachment attachment) {
        var ticket = tokens.issue(TokenType.UPLOAD, attachment.id().value(), attachment.uploadUntil());
        return new UploadUrl(attachment.id(), ticket, attachment.uploadUntil(), attachment.contentType());
    }

    /**
     * Makes an uploaded file part of the transcript. A repeat with the same token has no effect.
     *
     * @throws AccessDeniedException if the participant is no longer in the chat, or the chat has ended
     * @throws InvalidRequestException if the participant has no such upload, or nothing has been uploaded
     * @throws ConflictException if the file is part of the transcript already
     */
    @Transactional
    public void complete(ParticipantId participant, AttachmentId id, String clientToken) {
        var known = authenticator.admit(participant);
        connects.connectIfNeeded(known);
        var context = lockAndAdmit(known);
        var claim = clientTokens.newClaim(participant.value(), "CompleteAttachmentUpload", clientToken, id);
        if (clientTokens.findAnswer(claim).isPresent()) {
            return;
        }
        clientTokens.claim(
                claim, AnswerIds.of(id.value())); // which nobody else can meanwhile, under the lock of the session
        var attachment = requireUploaded(participant, id);
        var now = clock.instant();
        var place = transcript
                .append(context.session(), item(attachment, context), now)
                .orElseThrow(() -> new IllegalStateException("A locked session has ended"));
        attachments.complete(id, place.sequence(), now);
    }

    private Attachment requireUploaded(ParticipantId participant, AttachmentId id) {
        // Of another chat, of another participant, or unknown: nobody learns which.
        var attachment = attachments
                .findAndLock(id)
                .filter(found -> found.participant().equals(participant.value()))
                .orElseThrow(() -> new InvalidRequestException(
                        "AttachmentIds names no upload that this participant has started, or it has expired"));
        if (attachment.isCompleted()) {
            throw new ConflictException("The upload of attachment %s has been completed before".formatted(id));
        }
        if (!attachment.isUploaded() || !attachment.completeUntil().isAfter(clock.instant())) {
            throw new InvalidRequestException(
                    "Attachment %s has not been uploaded, or its upload was refused or has expired".formatted(id));
        }
        return attachment;
    }

    private NewItem item(Attachment attachment, ParticipantContext context) {
        var file = new Item.Attachment(
                attachment.id().toString(), attachment.name(), attachment.contentType(), "APPROVED");
        return new NewItem(ids.next(), ItemType.ATTACHMENT, CONTENT_TYPE, null, context.sender(), List.of(file));
    }

    /** Locks the session, then admits the participant again, who may have left while the lock was awaited. */
    private ParticipantContext lockAndAdmit(ParticipantContext known) {
        transcript.lock(known.session());
        return authenticator.admit(known.participant());
    }
}
