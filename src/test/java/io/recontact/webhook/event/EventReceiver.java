package io.recontact.webhook.event;

import io.recontact.testing.HttpReceiver;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint that receives contact events. */
final class EventReceiver extends HttpReceiver<EventReceiver.Received> {

    static final JsonMapper JSON = new JsonMapper();

    /** A request. */
    record Received(Map<String, String> headers, String body) {

        JsonNode event() {
            return JSON.readTree(body);
        }

        JsonNode detail() {
            return event().path("detail");
        }

        String id() {
            return event().path("id").asString();
        }

        String type() {
            return detail().path("eventType").asString();
        }

        boolean isOf(String contact) {
            return detail().path("contactId").asString().equals(contact);
        }
    }

    EventReceiver() {
        super(Received::new);
    }

    /** All requests for a contact. */
    List<Received> requestsOf(String contact) {
        return requests().stream().filter(request -> request.isOf(contact)).toList();
    }

    /** The accepted requests for a contact. */
    List<Received> acceptedOf(String contact) {
        return accepted().stream().filter(request -> request.isOf(contact)).toList();
    }

    /** The accepted event types of a contact, in order. */
    List<String> typesOf(String contact) {
        return acceptedOf(contact).stream().map(Received::type).toList();
    }
}
