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
import io.recontact.webhook.StreamingEndpoints;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts chats, new ones and such that continue from a past one. */
@Service
public class StartChatContactService {

    private static final String OPERATION = "StartChatContact";

    private final ContactFlowService flows;
    private final StreamingEndpoints endpoints;
    private final RehydrationSources sources;
    private final StartChatContactRepository starts;
    private final ClientTokenService tokens;
    private final TokenService participantTokens;
    private final ContactMetrics metrics;
    private final UuidV7Generator ids;

    StartChatContactService(
            ContactFlowService flows,
            StreamingEndpoints endpoints,
            RehydrationSources sources,
            StartChatContactRepository starts,
            ClientTokenService tokens,
            TokenService participantTokens,
            ContactMetrics metrics,
            UuidV7Generator ids) {
        this.flows = flows;
        this.endpoints = endpoints;
        this.sources = sources;
        this.starts = starts;
        this.tokens = tokens;
        this.participantTokens = participantTokens;
        this.metrics = metrics;
        this.ids = ids;
    }

    /**
     * Starts a chat, or answers what the first request with the same token was answered.
     *
     * @param clientToken of the caller; a request without one is never taken for a repeat
     * @throws ResourceNotFoundException if the instance, the flow or the contact to continue from does not exist
     * @throws InvalidParameterException if it shall be streamed to where nothing may be streamed to
     * @throws InvalidRequestException if the flow or that contact is in a state that rules it out, or the token was
     *     used for another request
     * @throws LimitExceededException if the instance has as many active chats as it may
     */
    public StartedChat start(NewChat chat, @Nullable String clientToken) {
        var claim = tokens.newClaim(chat.instance().value(), OPERATION, clientToken, chat);
        Optional<RehydrationSource> origin;
        try {
            flows.requireStartable(chat.instance(), chat.flow());
            if (chat.streamingEndpointArn() != null) {
                endpoints.require(chat.streamingEndpointArn());
            }
            origin = sources.of(chat);
        } catch (ServiceException e) {
            // What the first request needed may be gone by the time of its repeat; that does not undo its answer.
            return findEarlier(claim).orElseThrow(() -> e);
        }
        var started = answered(new AnswerIds(
                ids.next(),
                ids.next(),
                chat.persistentChat() == null
                        ? null
                        : new ContactId(origin.orElseThrow().contact()),
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
