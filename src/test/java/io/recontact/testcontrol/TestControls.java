package io.recontact.testcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the test controls, which needs no key. */
record TestControls(URI endpoint) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** Sends a request, and returns its answer of any status. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(endpoint.resolve("/test-controls/v1" + path))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request that succeeds. */
    JsonNode call(String method, String path, String body) {
        var answer = send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    JsonNode advance(String by) {
        return call("POST", "/clock/advance", "{\"By\": \"%s\"}".formatted(by));
    }

    /** Adds a fault and returns its id. */
    String fault(String members) {
        return call("POST", "/faults", members).path("FaultId").asString();
    }

    void removeFaults() {
        call("DELETE", "/faults", "");
    }

    /** The number of things in the state of an instance. */
    long count(String instance, String name) {
        return item(call("GET", "/instances/" + instance, ""), name)
                .path("Number")
                .asLong();
    }

    static JsonNode item(JsonNode state, String name) {
        return state.path("State")
                .valueStream()
                .filter(item -> item.path("Name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
