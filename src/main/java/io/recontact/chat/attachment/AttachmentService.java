package io.recontact.chat.attachment;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ConflictException;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ServiceQuotaExceededException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectService;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.NewItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * StartAttachmentUpload and CompleteAttachmentUpload. Both run under the lock of the session, so the quota is exact and
 * no upload is completed twice.
 */
@Service
public class AttachmentService {

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
     * Creates an attachment, to be uploaded. A repeat with the same ClientToken returns the same attachment.
     *
     * @throws AccessDeniedException if the participant has left or the chat has ended
     * @throws InvalidParameterException if the type or size of the file is not allowed
     * @throws ServiceQuotaExceededException if the chat has the maximum number of attachments
     */
    @Transactional
    public UploadUrl start(ParticipantId participant, NewAttachment file, String clientToken) {
        var contentType = types.require(file.name(), file.contentType());
        if (file.size() > settings.maxSize().toBytes()) {
            throw new InvalidParameterException("AttachmentSizeInBytes may be at most %d"
                    .formatted(settings.maxSize().toBytes()));
        }
        var session = lockAndCheck(authenticator.requireActive(participant)).session();
        var id = new AttachmentId(ids.next());
        var claim = clientTokens.newClaim(participant.value(), "StartAttachmentUpload", clientToken, file);
        if (!clientTokens.claim(claim, AnswerIds.of(id.value()))) {
            var first = clientTokens.findAnswer(claim).orElseThrow().id();
            return attachments
                    .findById(new AttachmentId(first))
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
                participant,
                file.name(),
                contentType,
                file.size(),
                now.plus(settings.uploadWithin()),
                now.plus(settings.completeWithin()));
        attachments.save(attachment);
        return started(attachment);
    }

    private UploadUrl started(Attachment attachment) {
        var token = tokens.issue(TokenType.UPLOAD, attachment.id().value(), attachment.uploadUntil());
        return new UploadUrl(attachment.id(), token, attachment.uploadUntil(), attachment.contentType());
    }

    /**
     * Appends an uploaded file to the transcript. A repeat with the same ClientToken has no effect.
     *
     * @throws AccessDeniedException if the participant has left or the chat has ended
     * @throws InvalidRequestException if the participant has not started this upload, or it is not uploaded or expired
     * @throws ConflictException if the upload was completed before
     */
    @Transactional
    public void complete(ParticipantId participant, AttachmentId id, String clientToken) {
        var known = authenticator.requireActive(participant);
        connects.connectIfNeeded(known);
        var context = lockAndCheck(known);
        var claim = clientTokens.newClaim(participant.value(), "CompleteAttachmentUpload", clientToken, id);
        if (clientTokens.findAnswer(claim).isPresent()) {
            return;
        }
        clientTokens.claim(claim, AnswerIds.of(id.value())); // always succeeds under the lock of the session
        var attachment = requireUploaded(participant, id);
        var now = clock.instant();
        var position = transcript
                .append(context.session(), item(attachment, context), now)
                .orElseThrow(() -> new IllegalStateException("A locked session has ended"));
        attachment.complete(position.sequence(), now);
    }

    private Attachment requireUploaded(ParticipantId participant, AttachmentId id) {
        // The same error for an unknown attachment and for one of another chat or participant.
        var attachment = attachments
                .findForUpdate(id)
                .filter(found -> found.participant().equals(participant))
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
        return new NewItem(
                new ItemId(ids.next()),
                ItemType.ATTACHMENT,
                ContentTypes.ATTACHMENT,
                null,
                context.sender(),
                List.of(file));
    }

    /** Locks the session, then checks the participant again, who may have left while this waited for the lock. */
    private ParticipantContext lockAndCheck(ParticipantContext known) {
        transcript.lock(known.session());
        return authenticator.requireActive(known.participant());
    }
}
