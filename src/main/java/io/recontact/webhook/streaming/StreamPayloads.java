package io.recontact.webhook.streaming;

import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.security.Account;
import io.recontact.webhook.StreamingEndpoint;
import io.recontact.webhook.WebhookRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what endpoints are sent. Nothing in it depends on the attempt, so that a receiver knows by its id what it has
 * had before.
 */
@Component
class StreamPayloads {

    /**
     * A notification as <a href="https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html">Amazon SNS</a>
     * has it.
     */
    private record Notification(
            String type,
            String messageId,
            String topicArn,
            String message,
            String timestamp,
            Map<String, Attribute> messageAttributes) {}

    private record Attribute(String type, String value) {}

    private final JsonMapper json;
    private final Account account;

    StreamPayloads(JsonMapper json, Account account) {
        this.json = json;
        this.account = account;
    }

    WebhookRequest write(LeasedStream stream, StreamingEndpoint endpoint, StoredItem entry) {
        var item = entry.pushed();
        return switch (endpoint.format()) {
            case SNS -> notification(stream, endpoint, item);
            case WEBHOOK -> bare(stream, endpoint, item);
        };
    }

    private WebhookRequest notification(LeasedStream stream, StreamingEndpoint endpoint, Item item) {
        var attributes = new LinkedHashMap<String, Attribute>();
        attributes(stream, item).forEach((name, value) -> attributes.put(name, new Attribute("String", value)));
        var body = new Notification(
                "Notification",
                item.id(),
                endpoint.arn(),
                json.writeValueAsString(item),
                item.absoluteTime(),
                attributes);
        return new WebhookRequest(
                "text/plain; charset=UTF-8",
                Map.of(
                        "x-amz-sns-message-type",
                        "Notification",
                        "x-amz-sns-message-id",
                        item.id(),
                        "x-amz-sns-topic-arn",
                        endpoint.arn(),
                        "x-amz-sns-subscription-arn",
                        endpoint.arn() + ":" + stream.id()),
                json.writeValueAsString(body));
    }

    private WebhookRequest bare(LeasedStream stream, StreamingEndpoint endpoint, Item item) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Recontact-StreamingEndpointArn", endpoint.arn());
        headers.put("X-Recontact-StreamingId", stream.id().toString());
        headers.put("X-Recontact-Id", item.id());
        attributes(stream, item).forEach((name, value) -> headers.put("X-Recontact-" + name, value));
        return new WebhookRequest("application/json", headers, json.writeValueAsString(item));
    }

    /** The message attributes of the Administrator Guide, "Amazon SNS payload used in message streaming". */
    private Map<String, String> attributes(LeasedStream stream, Item item) {
        var attributes = new LinkedHashMap<String, String>();
        put(attributes, "InitialContactId", item.initialContactId());
        put(attributes, "ContactId", item.contactId());
        put(
                attributes,
                "ParticipantRole",
                item.participantRole() == null ? null : item.participantRole().name());
        put(attributes, "InstanceId", stream.instance().toString());
        put(attributes, "AccountId", account.id());
        put(attributes, "Type", item.type().name());
        put(attributes, "ContentType", item.contentType());
        // Nothing is said here that some participants may not hear.
        put(attributes, "MessageVisibility", "ALL");
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
