package io.recontact.widget;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.AccessDeniedException;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.RefusalCounters;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.TooManyRequestsException;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import io.recontact.contact.NewChat;
import io.recontact.contact.PersistentChat;
import io.recontact.contact.RehydrationType;
import io.recontact.contact.StartChatContactService;
import io.recontact.contact.UserDefinedAttributes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Starts the chats of pages that have no back end for it. Everybody can call it, so everything is bounded. */
@Service
@WidgetEnabled
public class WidgetChatService {

    /** The types that the page in the frame can show. */
    private static final List<String> CONTENT_TYPES =
            List.of(ContentTypes.PLAIN, ContentTypes.INTERACTIVE, ContentTypes.INTERACTIVE_RESPONSE);

    private final WidgetProperties settings;
    private final WidgetStartLimit limit;
    private final StartChatContactService starts;
    private final TokenService tokens;
    private final Counter refusals;
    private final Clock clock;

    WidgetChatService(
            WidgetProperties settings,
            WidgetStartLimit limit,
            StartChatContactService starts,
            TokenService tokens,
            MeterRegistry meters,
            Clock clock) {
        this.settings = settings;
        this.limit = limit;
        this.starts = starts;
        this.tokens = tokens;
        this.refusals = RefusalCounters.register(meters, "rate", "StartWidgetChat");
        this.clock = clock;
    }

    /**
     * Starts a chat for an address.
     *
     * @throws ResourceNotFoundException if the settings do not permit it, or the chat to continue is not kept any
     *     longer
     * @throws InvalidParameterException if the settings do not name an attribute
     * @throws AccessDeniedException if nothing proves that the chat to continue was started here, or it was too long
     *     ago
     * @throws TooManyRequestsException if the address starts too many
     */
    public WidgetChat.Started start(WidgetChat wanted, String address) {
        var destination = settings.destination()
                .orElseThrow(() -> new ResourceNotFoundException("Pages do not start chats themselves here"));
        requireAllowed(wanted.attributes().keySet());
        var past = past(wanted.continued());
        if (!limit.take(address)) {
            refusals.increment();
            throw new TooManyRequestsException("This address has started too many chats");
        }
        var started = starts.start(
                new NewChat(
                        destination.instance(),
                        destination.flow(),
                        wanted.displayName(),
                        new UserDefinedAttributes(wanted.attributes()),
                        null,
                        NewChat.DEFAULT_DURATION,
                        CONTENT_TYPES,
                        past,
                        null,
                        Map.of(),
                        null,
                        List.of(),
                        null,
                        null),
                // Apart from the tokens of signed requests, which may be guessed.
                wanted.clientToken() == null ? null : "widget/" + wanted.clientToken());
        return new WidgetChat.Started(
                started,
                tokens.issue(
                        TokenType.CONTINUATION,
                        started.contact().value(),
                        clock.instant().plus(settings.continueWithin())));
    }

    private void requireAllowed(Set<String> attributes) {
        if (!settings.attributes().containsAll(attributes)) {
            throw new InvalidParameterException("Attributes: the settings do not allow pages to set one of them");
        }
    }

    private @Nullable PersistentChat past(WidgetChat.@Nullable Continued continued) {
        if (continued == null) {
            return null;
        }
        var now = clock.instant();
        var isProven = tokens.verify(TokenType.CONTINUATION, continued.token())
                .filter(token -> token.subject().equals(continued.contact().value()) && !token.hasExpired(now))
                .isPresent();
        if (!isProven) {
            throw new AccessDeniedException("ContinuationToken does not continue this chat");
        }
        return new PersistentChat(RehydrationType.ENTIRE_PAST_SESSION, continued.contact());
    }
}
