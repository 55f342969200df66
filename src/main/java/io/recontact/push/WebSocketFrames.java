package io.recontact.push;

import io.recontact.chat.transcript.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The websocket frames of ChatJS: JSON objects with a topic. */
@Component
class WebSocketFrames {

    static final String CHAT = "aws/chat";

    private static final String SUBSCRIBE = "aws/subscribe";
    private static final String HEARTBEAT = "{\"topic\":\"aws/heartbeat\"}";
    private static final String PING = "{\"topic\":\"aws/ping\",\"statusCode\":200,\"statusContent\":\"OK\"}";

    /** A frame of a client. */
    sealed interface Incoming {

        record Subscribe(List<String> topics) implements Incoming {}

        record Heartbeat() implements Incoming {}

        record Ping() implements Incoming {}

        /** A frame of an unknown topic, or one that is not JSON. */
        record Unknown() implements Incoming {}
    }

    private final JsonMapper json;

    WebSocketFrames(JsonMapper json) {
        this.json = json;
    }

    Incoming read(String frame) {
        JsonNode root;
        try {
            root = json.readTree(frame);
        } catch (JacksonException _) {
            return new Incoming.Unknown();
        }
        return switch (root.path("topic").asString("")) {
            case SUBSCRIBE ->
                new Incoming.Subscribe(root.path("content")
                        .path("topics")
                        .valueStream()
                        .map(topic -> topic.asString(""))
                        .toList());
            case "aws/heartbeat" -> new Incoming.Heartbeat();
            case "aws/ping" -> new Incoming.Ping();
            default -> new Incoming.Unknown();
        };
    }

    String heartbeat() {
        return HEARTBEAT;
    }

    String ping() {
        return PING;
    }

    String subscribed() {
        return json.writeValueAsString(json.createObjectNode()
                .put("topic", SUBSCRIBE)
                .set("content", json.createObjectNode().put("status", "success").set("topics", topics())));
    }

    String notSubscribed() {
        return json.writeValueAsString(json.createObjectNode()
                .put("topic", SUBSCRIBE)
                .set("content", json.createObjectNode().put("status", "failure").set("topics", topics())));
    }

    private JsonNode topics() {
        return json.createArrayNode().add(CHAT);
    }

    /** An error, which clients log. */
    String error(String message, @Nullable String connectionId) {
        return json.writeValueAsString(
                json.createObjectNode().put("message", message).put("connectionId", connectionId));
    }

    /** An item as the JSON text that a chat frame contains. */
    String item(Item item) {
        return json.writeValueAsString(item);
    }

    /** A chat frame around an item. */
    String chat(String item) {
        return json.writeValueAsString(json.createObjectNode()
                .put("content", item)
                .put("contentType", "application/json")
                .put("topic", CHAT));
    }
}
