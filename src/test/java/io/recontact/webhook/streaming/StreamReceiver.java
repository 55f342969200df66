package io.recontact.webhook.streaming;

import io.recontact.testing.HttpReceiver;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint that receives streams. */
final class StreamReceiver extends HttpReceiver<StreamReceiver.Received> {

    static final JsonMapper JSON = new JsonMapper();

    /** A request. Header names are case-insensitive. */
    record Received(Map<String, String> headers, String body) {

        /** The message of a notification, or the body in the other format. */
        String itemText() {
            return headers.containsKey("x-amz-sns-message-type")
                    ? JSON.readTree(body).path("Message").asString()
                    : body;
        }

        JsonNode item() {
            return JSON.readTree(itemText());
        }

        String contact() {
            return item().path("InitialContactId").asString();
        }

        /** The content of a message, or the end of an event's content type. */
        String summary() {
            var content = item().path("Content").asString("");
            return content.isEmpty()
                    ? item().path("ContentType").asString().replace("application/vnd.amazonaws.connect.event.", "")
                    : content;
        }
    }

    StreamReceiver() {
        super(Received::new);
    }

    /** All requests for a chat. */
    List<Received> requestsOf(String contact) {
        return of(requests(), contact);
    }

    /** The accepted requests for a chat. */
    List<Received> acceptedOf(String contact) {
        return of(accepted(), contact);
    }

    /** The accepted contents of a chat, in order. */
    List<String> contentsOf(String contact) {
        return acceptedOf(contact).stream().map(Received::summary).toList();
    }

    private static List<Received> of(List<Received> all, String contact) {
        Predicate<Received> ofContact = request -> request.contact().equals(contact);
        return all.stream().filter(ofContact).toList();
    }
}
