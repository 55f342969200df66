package io.recontact.webhook.processing;

import io.recontact.api.Iso8601Time;
import io.recontact.api.LogSampler;
import io.recontact.api.ServiceException;
import io.recontact.api.StorableText;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.ChatProperties;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.message.HeldMessage;
import io.recontact.chat.transcript.Processing;
import io.recontact.security.Account;
import io.recontact.webhook.DeliveryFailedException;
import io.recontact.webhook.LambdaFunction;
import io.recontact.webhook.WebhookClient;
import io.recontact.webhook.WebhookRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a function about one message, in the format of the Administrator Guide ("Create a custom message processor").
 */
@Component
class ProcessorCall {

    private static final Logger log = LoggerFactory.getLogger(ProcessorCall.class);
    private static final LogSampler sampler = new LogSampler(log);

    /** The content types of an answer. */
    private static final Set<String> ANSWERED_TYPES =
            Set.of(ContentTypes.PLAIN, ContentTypes.MARKDOWN, ContentTypes.JSON);

    private final WebhookClient webhooks;
    private final ProcessingProperties settings;
    private final ChatProperties limits;
    private final Account account;
    private final JsonMapper json;

    ProcessorCall(
            WebhookClient webhooks,
            ProcessingProperties settings,
            ChatProperties limits,
            Account account,
            JsonMapper json) {
        this.webhooks = webhooks;
        this.settings = settings;
        this.limits = limits;
        this.account = account;
        this.json = json;
    }

    /** Waits for the function. A failed call is not repeated; a call of a node that was killed is, with the same id. */
    Decision decide(LambdaFunction function, HeldMessage message) {
        var request = new WebhookRequest(
                "application/json",
                Map.of(WebhookClient.INVOCATION, message.id().toString()),
                event(message));
        try {
            return read(message, webhooks.invoke(function, request, settings.answerWithin()))
                    .orElseGet(() -> failed(function, message, "its answer is not one of a message processor"));
        } catch (DeliveryFailedException e) {
            return failed(function, message, String.valueOf(e.getMessage()));
        }
    }

    private static Decision failed(LambdaFunction function, HeldMessage message, String reason) {
        var decision = Decision.failed(message);
        if (sampler.lets("failure")) {
            log.info(
                    "{} has not processed message {}, which becomes {}: {}",
                    function.arn(),
                    message.id(),
                    decision.processing(),
                    reason);
        }
        return decision;
    }

    private String event(HeldMessage message) {
        var sender = message.sender();
        return json.writeValueAsString(Map.of(
                "version",
                "1.0",
                "instanceId",
                message.instance().toString(),
                "associatedResourceArn",
                account.arns().of(message.instance(), message.contact()),
                "chatContent",
                Map.of(
                        "absoluteTime", Iso8601Time.of(message.sentAt()),
                        "content", message.message().content(),
                        "contentType", message.message().contentType(),
                        "id", message.id().toString(),
                        "participantId", sender.participant().toString(),
                        "displayName", sender.displayName(),
                        "participantRole", sender.role().name(),
                        "initialContactId", message.session().toString(),
                        "contactId", message.contact().toString())));
    }

    private Optional<Decision> read(HeldMessage message, String body) {
        try {
            var answer = json.readTree(body);
            return switch (answer.path("status").stringValue("")) {
                case "APPROVED" -> Optional.of(new Decision(message.message(), Processing.PROCESSED));
                case "REJECTED" -> Optional.of(new Decision(message.message(), Processing.REJECTED));
                case "PROCESSED" ->
                    content(message, answer.path("result").path("processedChatContent"))
                            .map(content -> new Decision(content, Processing.PROCESSED));
                default -> Optional.empty();
            };
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Returns the content of an answer if a participant could have sent it in this chat. */
    private Optional<ChatMessage> content(HeldMessage message, JsonNode processed) {
        var content = new ChatMessage(
                processed.path("contentType").stringValue(""),
                processed.path("content").stringValue(""));
        if (content.content().isEmpty()
                || !StorableText.isStorable(content.content())
                || !ANSWERED_TYPES.contains(content.contentType())
                || !message.supportedContentTypes().contains(content.contentType())) {
            return Optional.empty();
        }
        try {
            limits.messages().check("content", content);
            return Optional.of(content);
        } catch (ServiceException _) { // too long
            return Optional.empty();
        }
    }
}
