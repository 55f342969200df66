package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.LimitExceededException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.ServiceException;
import io.recontact.api.StreamingId;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.AnswerIds;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.token.TokenService;
import io.recontact.configuration.ContactFlowService;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts chats: new ones, and those that continue from a past one. */
@Service
public class StartChatContactService {

    private static final String OPERATION = "StartChatContact";

    private final ContactFlowService flows;
    private final ChatStreaming streaming;
    private final RehydrationSources sources;
    private final StartChatContactRepository starts;
    private final ClientTokenService tokens;
    private final TokenService participantTokens;
    private final ContactMetrics metrics;
    private final UuidV7Generator ids;

    StartChatContactService(
            ContactFlowService flows,
            ChatStreaming streaming,
            RehydrationSources sources,
            StartChatContactRepository starts,
            ClientTokenService tokens,
            TokenService participantTokens,
            ContactMetrics metrics,
            UuidV7Generator ids) {
        this.flows = flows;
        this.streaming = streaming;
        this.sources = sources;
        this.starts = starts;
        this.tokens = tokens;
        this.participantTokens = participantTokens;
        this.metrics = metrics;
        this.ids = ids;
    }

    /**
     * Starts a chat. A repeat with the same token gets the answer of the first request.
     *
     * @param clientToken the ClientToken of the request; without one, a request is never a repeat
     * @throws ResourceNotFoundException if the instance, the flow or the contact to continue from does not exist
     * @throws InvalidParameterException if the settings do not have the streaming endpoint
     * @throws InvalidRequestException if the state of the flow or of the contact to continue from rules it out, or the
     *     token was used for another request
     * @throws LimitExceededException if the instance has its quota of active chats
     */
    public StartedChat start(NewChat chat, @Nullable String clientToken) {
        var claim = tokens.newClaim(chat.instance().value(), OPERATION, clientToken, chat);
        Optional<RehydrationSource> origin;
        try {
            flows.requireStartable(chat.instance(), chat.flow());
            if (chat.streamingEndpointArn() != null) {
                streaming.requireEndpoint(chat.streamingEndpointArn());
            }
            origin = sources.of(chat);
        } catch (ServiceException e) {
            // What the first request needed may be gone by now; a repeat still gets its answer.
            return findEarlier(claim).orElseThrow(() -> e);
        }
        var started = answered(new AnswerIds(
                ids.next(),
                ids.next(),
                chat.persistentChat() == null ? null : origin.orElseThrow().contact(),
                chat.streamingEndpointArn() == null ? null : new StreamingId(ids.next())));
        if (!starts.start(chat, started, origin, claim)) {
            return findEarlier(claim).orElseThrow(() -> new IllegalStateException("A used token has no answer"));
        }
        metrics.started(chat.persistentChat());
        return started;
    }

    private Optional<StartedChat> findEarlier(ClientTokenClaim claim) {
        var earlier = tokens.findAnswer(claim).map(this::answered);
        earlier.ifPresent(_ -> metrics.replayed(OPERATION));
        return earlier;
    }

    private StartedChat answered(AnswerIds answer) {
        var participant = new ParticipantId(
                Objects.requireNonNull(answer.participant(), "The answer of a started chat names no participant"));
        return new StartedChat(
                new ContactId(answer.id()),
                participant,
                participantTokens.issue(participant),
                answer.continuedFrom(),
                answer.stream());
    }
}
