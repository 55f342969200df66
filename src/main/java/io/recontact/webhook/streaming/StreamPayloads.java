package io.recontact.webhook.streaming;

import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.security.Account;
import io.recontact.webhook.Lease;
import io.recontact.webhook.PayloadWriter;
import io.recontact.webhook.WebhookRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the items of a chat in the format of their endpoint. */
@Component
class StreamPayloads implements PayloadWriter<StreamCursor, StoredItem, StreamingEndpoint> {

    /**
     * A notification of <a href="https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html">Amazon SNS</a>.
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

    @Override
    public Instant time(StoredItem item) {
        return item.at();
    }

    @Override
    public WebhookRequest write(Lease<StreamCursor> lease, StreamingEndpoint endpoint, StoredItem stored) {
        var item = stored.pushed();
        return switch (endpoint.format()) {
            case SNS -> notification(lease, endpoint, item);
            case WEBHOOK -> plain(lease, endpoint, item);
        };
    }

    private WebhookRequest notification(Lease<StreamCursor> lease, StreamingEndpoint endpoint, Item item) {
        var attributes = new LinkedHashMap<String, Attribute>();
        attributes(lease, item).forEach((name, value) -> attributes.put(name, new Attribute("String", value)));
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
                        endpoint.arn() + ":" + lease.key().id()),
                json.writeValueAsString(body));
    }

    private WebhookRequest plain(Lease<StreamCursor> lease, StreamingEndpoint endpoint, Item item) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Recontact-StreamingEndpointArn", endpoint.arn());
        headers.put("X-Recontact-StreamingId", lease.key().id().toString());
        headers.put("X-Recontact-Id", item.id());
        attributes(lease, item).forEach((name, value) -> headers.put("X-Recontact-" + name, value));
        return new WebhookRequest("application/json", headers, json.writeValueAsString(item));
    }

    /** The message attributes of the Administrator Guide, "Amazon SNS payload used in message streaming". */
    private Map<String, String> attributes(Lease<StreamCursor> lease, Item item) {
        var attributes = new LinkedHashMap<String, String>();
        put(attributes, "InitialContactId", item.initialContactId());
        put(attributes, "ContactId", item.contactId());
        put(
                attributes,
                "ParticipantRole",
                item.participantRole() == null ? null : item.participantRole().name());
        put(attributes, "InstanceId", lease.instance().toString());
        put(attributes, "AccountId", account.id());
        put(attributes, "Type", item.type().name());
        put(attributes, "ContentType", item.contentType());
        // All participants of a chat see all of its items.
        put(attributes, "MessageVisibility", "ALL");
        return attributes;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }
}
