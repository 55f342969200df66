package io.recontact.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.SessionId;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** SearchTranscripts in the admin API. */
@ServiceTest
class TranscriptSearchTests {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final ContactTextJob job;
    private final ContactTextRepository texts;
    private final MutableClock clock;
    private final JsonMapper json = new JsonMapper();

    TranscriptSearchTests(
            Service.Calls calls, RawCalls raw, ContactTextJob job, ContactTextRepository texts, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.job = job;
        this.texts = texts;
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private String chat(String... messages) {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        for (var message : messages) {
            customer.say(message);
        }
        tenant.stop(chat.contactId());
        job.writeDue();
        return chat.contactId();
    }

    private HttpResponse<String> post(Map<String, Object> request) {
        return raw.post(
                "/admin/v1/instances/%s/search-transcripts".formatted(tenant.instance()),
                json.writeValueAsString(request));
    }

    private JsonNode search(Map<String, Object> request) {
        var answer = post(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private List<String> found(Map<String, Object> request) {
        return search(request)
                .path("Results")
                .valueStream()
                .map(result -> result.path("ContactId").asString())
                .toList();
    }

    private static String excerpt(JsonNode message) {
        var text = new StringBuilder();
        message.path("Excerpt").forEach(part -> {
            var isMatch = part.path("Matches").asBoolean();
            text.append(isMatch ? "[" : "").append(part.path("Text").asString()).append(isMatch ? "]" : "");
        });
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "refund, true",
        "REFUND, true",
        "refund ticket, true",
        "refund lost, false",
        "'\"my train ticket\"', true",
        "'\"train my ticket\"', false",
        "tick*, true",
        "'tick* \"a refund\"', true",
        "tack*, false",
        "lost or refund, true",
        "refund -train, false",
        "refund -lost, true",
        "of the, false"
    })
    void findsWordsPhrasesAndPrefixes(String query, boolean isFound) {
        var contact = chat("Hello", "I want a refund", "for my train ticket.");
        chat("Something else");

        assertThat(found(Map.of("Query", query))).isEqualTo(isFound ? List.of(contact) : List.of());
    }

    @Test
    void showsTheMessagesWithTheWords() {
        chat("Nothing here", "I want a refund for it", "A ticket & more");

        var result = search(Map.of("Query", "refund ticket")).path("Results").path(0);

        assertThat(result.path("Messages").valueStream().map(TranscriptSearchTests::excerpt))
                .containsExactly("I want a [refund] for it", "A [ticket] & more");
        assertThat(result.path("Messages").path(0).path("ParticipantRole").asString())
                .isEqualTo("CUSTOMER");
    }

    @Test
    void findsLiveChatsAndTheirNewMessages() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("alpha");
        job.writeActive();
        assertThat(found(Map.of("Query", "alpha"))).isEmpty();
        clock.advance(FIVE_MINUTES);
        job.writeActive();
        assertThat(found(Map.of("Query", "alpha"))).containsExactly(chat.contactId());
        customer.say("omega");
        clock.advance(FIVE_MINUTES);
        job.writeActive();

        assertThat(found(Map.of("Query", "alpha omega"))).containsExactly(chat.contactId());
    }

    /** A node may write an active chat while another one writes its end. */
    @Test
    void keepsTheNewestWordsOfConcurrentWriters() throws Exception {
        try (var nodes = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                var chat = tenant.start(_ -> {});
                var customer = calls.customerOf(chat);
                customer.say("first" + i);
                var session = List.of(new SessionId(UUID.fromString(chat.contactId())));
                var active = List.of(
                        nodes.submit(() -> texts.writeActive(session)), nodes.submit(() -> texts.writeActive(session)));
                customer.say("last" + i);
                tenant.stop(chat.contactId());
                job.writeDue();
                for (var write : active) {
                    write.get();
                }

                assertThat(found(Map.of("Query", "first%d last%d".formatted(i, i))))
                        .containsExactly(chat.contactId());
            }
        }
    }

    @Test
    void filtersByRole() {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say("apple");
        calls.joined(tenant.invite(chat.contactId(), "AGENT")
                        .participantCredentials()
                        .participantToken())
                .say("banana");
        tenant.stop(chat.contactId());
        job.writeDue();

        assertThat(found(Map.of("Query", "apple", "ParticipantRoles", List.of("CUSTOMER"))))
                .hasSize(1);
        assertThat(found(Map.of("Query", "apple", "ParticipantRoles", List.of("AGENT"))))
                .isEmpty();
        assertThat(found(Map.of("Query", "banana", "ParticipantRoles", List.of("AGENT", "SYSTEM"))))
                .hasSize(1);
    }

    @Test
    void filtersByAttributes() {
        var chat = tenant.start(request -> request.attributes(Map.of("order", "4711")));
        calls.customerOf(chat).say("parcel");
        tenant.stop(chat.contactId());
        job.writeDue();

        assertThat(found(Map.of("Query", "parcel", "Attributes", Map.of("order", "4711"))))
                .hasSize(1);
        assertThat(found(Map.of("Query", "parcel", "Attributes", Map.of("order", "4712"))))
                .isEmpty();
    }

    @Test
    void filtersByTimeAndPagesNewestFirst() {
        var contacts = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            contacts.add(chat("pear " + i));
            clock.advance(Duration.ofMinutes(1));
        }
        var found = new ArrayList<String>();
        var request = new HashMap<String, Object>(Map.of("Query", "pear", "MaxResults", 2));
        JsonNode page;
        do {
            page = search(request);
            page.path("Results")
                    .forEach(result -> found.add(result.path("ContactId").asString()));
            request.put("NextToken", page.path("NextToken").asString());
        } while (page.has("NextToken"));
        assertThat(found).isEqualTo(contacts.reversed());

        var second = tenant.describe(contacts.get(1)).initiationTimestamp().toEpochMilli() / 1000.0;
        assertThat(found(Map.of("Query", "pear", "TimeRange", Map.of("StartTime", second, "EndTime", second))))
                .containsExactly(contacts.get(1));
    }

    @Test
    void ranksByRelevance() {
        var best = chat("plum", "plum plum plum");
        var other = chat("plum");

        assertThat(found(Map.of("Query", "plum", "SortBy", "RELEVANCE"))).containsExactly(best, other);
        assertThat(found(Map.of("Query", "plum"))).containsExactly(other, best);
    }

    @Test
    void indexesLongAndHostileTexts() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("quince ' \\ :* & | ! ( ) <-> %s %d {} \u00e9\u4e2d\ud83d\ude00");
        for (int i = 0; i < 80; i++) {
            customer.say(("\ud83d\ude00x" + i + " ").repeat(100));
        }
        tenant.stop(chat.contactId());
        job.writeDue();

        assertThat(found(Map.of("Query", "quince"))).containsExactly(chat.contactId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\"",
                "\\",
                "*",
                "& | !",
                "-",
                "( )",
                ":*",
                "a:*b",
                "<->",
                "''':*",
                "%s {} ${x}",
                "-a",
                "a or -b",
                "\"a b\" -c or d* -\"e f\"",
                "http://a.example/b?c=d' x\\\\y it''s",
                "\u4e2d*",
                "   "
            })
    void takesAnyTextAsQuery(String query) {
        assertThat(post(Map.of("Query", query)).statusCode()).isEqualTo(200);
    }

    @Test
    void findsLongWords() {
        var word = "x".repeat(1000);
        var contact = chat(word + "y", "quarter");

        assertThat(found(Map.of("Query", word + "y"))).containsExactly(contact);
        assertThat(found(Map.of("Query", "x".repeat(150) + "*"))).containsExactly(contact);
        assertThat(found(Map.of("Query", word))).isEmpty();
        assertThat(found(Map.of("Query", "quarter \u00e9" + "\u00e9".repeat(1000))))
                .isEmpty();
    }

    @Test
    void refusesInvalidRequests() {
        assertThat(post(Map.of()).statusCode()).isEqualTo(400);
        assertThat(post(Map.of("Query", "")).statusCode()).isEqualTo(400);
        assertThat(post(Map.of("Query", "x".repeat(1025))).statusCode()).isEqualTo(400);
        assertThat(post(Map.of("Query", "a\u0000b")).statusCode()).isEqualTo(400);
        assertThat(post(Map.of("Query", "x", "MaxResults", 101)).statusCode()).isEqualTo(400);
        assertThat(post(Map.of("Query", "x", "QueueIds", List.of("nothing"))).statusCode())
                .isEqualTo(400);
        assertThat(post(Map.of("Query", "x", "NextToken", "nothing")).statusCode())
                .isEqualTo(400);
        assertThat(post(Map.of("Query", "x", "SortBy", "NAME")).statusCode()).isEqualTo(400);
    }

    @Test
    void findsNothingOfOtherInstancesNorExpiredContacts() {
        var contact = chat("cherry");
        var other = calls.newTenant();
        var elsewhere = raw.post(
                "/admin/v1/instances/%s/search-transcripts".formatted(other.instance()), "{\"Query\": \"cherry\"}");
        assertThat(json.readTree(elsewhere.body()).path("Results")).isEmpty();
        assertThat(found(Map.of("Query", "cherry"))).containsExactly(contact);

        clock.advance(Duration.ofDays(732));

        assertThat(found(Map.of("Query", "cherry"))).isEmpty();
    }
}
