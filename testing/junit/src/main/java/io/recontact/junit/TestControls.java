package io.recontact.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Moves the clock of the service and injects faults: docs/test-controls.md. */
public final class TestControls {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI controls;

    TestControls(URI endpoint) {
        this.controls = endpoint.resolve("/test-controls/v1/");
    }

    /**
     * Moves the clock forward. When the method returns, the jobs of the service have run: they end chats, take offers
     * back and delete expired chats. Flows, and deliveries to your endpoints, run on after that; wait for their
     * effects. The clock is the one of all tests of the service, and never moves back.
     *
     * @param by a {@link Duration} or a {@link java.time.Period}
     * @throws IllegalStateException if the answer is an error, or if jobs still run after ten seconds; the clock has
     *     moved then
     */
    public void advanceClock(TemporalAmount by) {
        var answer = post("clock/advance", "{\"By\": \"%s\"}".formatted(by));
        var finished = JsonNode.parser().parse(answer).field("JobsFinished");
        if (finished.isPresent() && !finished.get().asBoolean()) {
            throw new IllegalStateException("The clock was moved, but jobs of the service still run: " + answer);
        }
    }

    /**
     * Lets the next calls of an operation fail, in one instance.
     *
     * @param operation the name in the API, such as {@code SendMessage}; {@code *} is every operation
     * @param type {@code THROTTLING}, {@code ERROR}, {@code LOST_REQUEST} or {@code LOST_ANSWER}
     * @param times how many calls fail
     */
    public void injectFault(ContactCenter center, String operation, String type, int times) {
        post(
                "faults",
                "{\"Operation\": \"%s\", \"Type\": \"%s\", \"Times\": %d, \"InstanceId\": \"%s\"}"
                        .formatted(operation, type, times, center.instanceId()));
    }

    /**
     * Posts to another path of the test controls.
     *
     * @param path below {@code /test-controls/v1/}
     * @return the body of the answer
     * @throws IllegalStateException if the answer is an error, as it is where the controls are off
     */
    public String post(String path, String json) {
        var request = HttpRequest.newBuilder(controls.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        "%s: HTTP status %d: %s".formatted(path, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: " + path, e);
        }
    }
}
