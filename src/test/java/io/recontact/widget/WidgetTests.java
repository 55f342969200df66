package io.recontact.widget;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** Chats that pages start. */
@ServiceTest
class WidgetTests extends WidgetFixture {

    WidgetTests(Service.Calls calls, MutableClock clock, JdbcClient jdbc, WidgetStartLimit limit) {
        super(calls, clock, jdbc, limit);
    }

    @Test
    void startsAChatForAPage() {
        var answer = start(SHOP, """
                {"ParticipantDetails": {"DisplayName": "Ada"}, "Attributes": {"topic": "shoes"},
                 "SupportedMessagingContentTypes": ["text/plain"], "ClientToken": "%s"}
                """.formatted(UUID.randomUUID()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(SHOP);
        assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        var chat = json.readTree(answer.body());
        assertThat(chat.propertyNames())
                .containsExactlyInAnyOrder("ContactId", "ParticipantId", "ParticipantToken", "ContinuationToken");
        var contact = chat.get("ContactId").stringValue();
        assertThat(calls.connect()
                        .getContactAttributes(r -> r.instanceId(INSTANCE).initialContactId(contact))
                        .attributes())
                .isEqualTo(Map.of("topic", "shoes"));
        var customer = calls.participant(chat.get("ParticipantToken").stringValue());
        customer.say("Hello");
        assertThat(customer.everything())
                .filteredOn(item -> "Hello".equals(item.content()))
                .extracting(Item::displayName)
                .containsExactly("Ada");
    }

    @Test
    void keepsHostileTextsAsTheyAre() {
        var chat = started(json.writeValueAsString(
                Map.of("ParticipantDetails", Map.of("DisplayName", HOSTILE), "Attributes", Map.of("page", HOSTILE))));

        var contact = chat.get("ContactId").stringValue();
        assertThat(calls.connect()
                        .getContactAttributes(r -> r.instanceId(INSTANCE).initialContactId(contact))
                        .attributes())
                .isEqualTo(Map.of("page", HOSTILE));
        var customer = calls.participant(chat.get("ParticipantToken").stringValue());
        customer.say(HOSTILE);
        assertThat(customer.everything())
                .filteredOn(item -> HOSTILE.equals(item.content()))
                .extracting(Item::displayName)
                .containsExactly(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://shop.example.com",
                "https://shop.example.com:444",
                "https://shop.example.com.evil.example",
                "https://evil-shop.example.com",
                "https://SHOP.example.com",
                "https://www.example.org",
                // It may use the whole API with a key or token, but start no chats here.
                "https://other.example.com"
            })
    void refusesOtherOrigins(String origin) {
        assertThat(start(origin, "{}").statusCode()).isEqualTo(403);
        assertThat(header(preflight(origin), "Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void refusesRequestsWithoutAnOrigin() {
        assertThat(start(null, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void acceptsItsOwnPage() {
        assertThat(start(calls.endpoint().toString(), "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void answersPreflightsOfAllowedPages() {
        var answer = preflight("https://www.example.org:8443");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("https://www.example.org:8443");
        assertThat(header(answer, "Access-Control-Allow-Headers")).isEqualToIgnoringCase("content-type");
    }

    private HttpResponse<String> preflight(String origin) {
        return send(request(CHATS)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type"));
    }

    @Test
    void limitsTheStartsOfAnAddress() {
        // Refused requests cost nothing.
        IntStream.range(0, 10).forEach(i -> start(SHOP, "{\"Attributes\": {\"vip\": \"yes\"}}"));

        var answers = ConcurrentCalls.run(8, i -> start(SHOP, "{}").statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(3);
        var refused = start(SHOP, "{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo(SHOP);

        clock.advance(Duration.ofSeconds(30));
        assertThat(start(SHOP, "{}").statusCode()).isEqualTo(200);
        assertThat(start(SHOP, "{}").statusCode()).isEqualTo(429);

        clock.advance(Duration.ofMinutes(3));
        limit.cleanUp();
        assertThat(jdbc.sql("select count(*) from rate_bucket where operation like 'StartOfAddress%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "\"text\"",
                "{\"ParticipantDetails\": {}}",
                "{\"ParticipantDetails\": {\"DisplayName\": \"\"}}",
                "{\"ParticipantDetails\": {\"DisplayName\": 1}}",
                "{\"ParticipantDetails\": {\"DisplayName\": \"a\\u0000b\"}}",
                "{\"Attributes\": {\"vip\": \"yes\"}}",
                "{\"Attributes\": {\"topic\": null}}",
                "{\"Attributes\": {\"topic\": {}}}",
                "{\"PersistentChat\": {}}",
                "{\"PersistentChat\": {\"SourceContactId\": \"x\"}, \"ContinuationToken\": \"x\"}",
                "{\"ClientToken\": \"\"}"
            })
    void refusesMalformedRequests(String body) {
        assertThat(start(SHOP, body).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesWhatIsTooLong() {
        for (var body : List.of(
                Map.of("ParticipantDetails", Map.of("DisplayName", "n".repeat(101))),
                Map.of("Attributes", Map.of("topic", "t".repeat(1_001))),
                Map.of("ClientToken", "c".repeat(101)),
                Map.of("Unknown", "u".repeat(33_000)))) {
            assertThat(start(SHOP, json.writeValueAsString(body)).statusCode())
                    .as(body.keySet().toString())
                    .isEqualTo(400);
        }
        // Without a length nobody knows when it ends.
        var object = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(send(request(CHATS)
                                .header("Content-Type", "application/json")
                                .header("Origin", SHOP)
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(object))))
                        .statusCode())
                .isEqualTo(400);
        assertThat(started(json.writeValueAsString(Map.of(
                                "ParticipantDetails",
                                Map.of("DisplayName", "n".repeat(100)),
                                "Attributes",
                                Map.of("topic", "t".repeat(1_000)))))
                        .has("ContactId"))
                .isTrue();
    }

    @Test
    void takesJsonOnlySoThatEveryPageAsksFirst() {
        for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            assertThat(send(request(CHATS)
                                    .header("Content-Type", type)
                                    .header("Origin", SHOP)
                                    .POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
    }

    @Test
    void startsOneChatForRepeatsOfARequest() {
        var token = UUID.randomUUID().toString();
        var body = "{\"ClientToken\": \"%s\"}".formatted(token);

        var first = started(body);

        assertThat(started(body).get("ContactId")).isEqualTo(first.get("ContactId"));
        // A page cannot ask for the chat that a back end has started with the same token.
        var signed = calls.existing(INSTANCE)
                .start(r -> r.clientToken(token).participantDetails(p -> p.displayName("Customer")));
        assertThat(signed.contactId()).isNotEqualTo(first.get("ContactId").stringValue());
    }

    @Test
    void continuesAChatThatThePageHasStarted() {
        var first = started("{}");
        var customer = calls.participant(first.get("ParticipantToken").stringValue());
        customer.say("From the past");
        assertThat(start(SHOP, continuing(first)).statusCode())
                .as("a live chat")
                .isEqualTo(400);
        customer.disconnect();

        var second = started(continuing(first));

        assertThat(second.get("ContinuedFromContactId")).isEqualTo(first.get("ContactId"));
        var again = calls.participant(second.get("ParticipantToken").stringValue());
        assertThat(again.everything()).extracting(Item::content).contains("From the past");
        again.disconnect();
        assertThat(started(continuing(second)).get("ContinuedFromContactId")).isEqualTo(second.get("ContactId"));
    }

    @Test
    void continuesNothingWithoutAProof() {
        var first = started("{}");
        calls.participant(first.get("ParticipantToken").stringValue()).disconnect();
        var other = started("{}");

        for (var token : List.of(
                "x",
                first.get("ParticipantToken").stringValue(),
                other.get("ContinuationToken").stringValue(),
                first.get("ContinuationToken").stringValue() + "A")) {
            assertThat(start(SHOP, continuing(first, token)).statusCode()).isEqualTo(403);
        }
        assertThat(start(SHOP, """
                        {"PersistentChat": {"SourceContactId": "%s"}}
                        """.formatted(first.get("ContactId").stringValue()))
                        .statusCode())
                .isEqualTo(400);

        clock.advance(Duration.ofDays(2));
        assertThat(start(SHOP, continuing(first)).statusCode()).as("too late").isEqualTo(403);
    }
}
