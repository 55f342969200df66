package io.recontact.chat;

import static io.recontact.testing.RefusedCalls.assertInvalid;
import static io.recontact.testing.RefusedCalls.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.BACKWARD;
import static software.amazon.awssdk.services.connectparticipant.model.ScanDirection.FORWARD;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.ASCENDING;
import static software.amazon.awssdk.services.connectparticipant.model.SortKey.DESCENDING;

import com.jayway.jsonpath.JsonPath;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptRequest;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.ScanDirection;
import software.amazon.awssdk.services.connectparticipant.model.SendMessageResponse;
import software.amazon.awssdk.services.connectparticipant.model.SortKey;

/**
 * Pages of one session that all tests share: the event that the customer has joined, and twelve messages at intervals
 * of ten seconds.
 */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GetTranscriptTests {

    private static final int MESSAGES = 12;

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MutableClock clock;
    private final String contact;
    private final Participant customer;
    private final List<SendMessageResponse> sent;

    GetTranscriptTests(Service.Calls calls, RawCalls raw, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.clock = clock;
        var chat = tenant.start(_ -> {});
        this.contact = chat.contactId();
        this.customer = calls.customerOf(chat);
        this.sent = talk(customer);
    }

    private List<SendMessageResponse> talk(Participant speaker) {
        var messages = new ArrayList<SendMessageResponse>();
        speaker.event("connection.acknowledged");
        for (int i = 0; i < MESSAGES; i++) {
            clock.advance(Duration.ofSeconds(10));
            messages.add(speaker.say("m" + i));
        }
        return messages;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private List<String> page(Consumer<GetTranscriptRequest.Builder> changes) {
        return summary(customer.page(changes));
    }

    private static List<String> summary(GetTranscriptResponse page) {
        return page.transcript().stream().map(GetTranscriptTests::summary).toList();
    }

    private static String summary(Item item) {
        return item.content() != null
                ? item.content()
                : item.contentType().replace("application/vnd.amazonaws.connect.event.participant.", "");
    }

    /** The messages with these numbers, in this order. */
    private static List<String> from(int first, int last) {
        return IntStream.iterate(first, i -> first <= last ? i <= last : i >= last, i -> first <= last ? i + 1 : i - 1)
                .mapToObj(i -> "m" + i)
                .toList();
    }

    private Instant timeOf(int message) {
        return Instant.parse(sent.get(message).absoluteTime());
    }

    /** "Default: 10", "BACKWARD when no StartPosition is provided", "DESCENDING" (API reference). */
    @Test
    void returnsTheTenNewestItemsByDefault() {
        var page = customer.page(_ -> {});

        assertThat(summary(page)).isEqualTo(from(11, 2));
        assertThat(page.initialContactId()).isEqualTo(contact);
        assertThat(page.nextToken()).isNotEmpty();
        assertThat(page.transcript()).allSatisfy(item -> {
            assertThat(item.contactId()).isEqualTo(contact);
            assertThat(item.relatedContactId()).isNull();
        });
    }

    @Test
    void endsWithAnEmptyNextToken() {
        var answer = raw.post("/participant/transcript", customer.connectionToken(), "{\"MaxResults\": 100}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonPath.<String>read(answer.body(), "$.NextToken")).isEmpty();
        assertThat(JsonPath.<List<Object>>read(answer.body(), "$.Transcript")).hasSize(13);
        assertThat(answer.body()).as("absent members are left out").doesNotContain("null");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "13, 13", "14, 13", "100, 13", "0, 10"})
    void returnsAtMostMaxResults(int maxResults, int items) {
        assertThat(page(r -> r.maxResults(maxResults))).hasSize(items);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesMaxResultsOutOfBounds(int maxResults) {
        assertInvalid(() -> page(r -> r.maxResults(maxResults)));
    }

    @Test
    void sortsWithinAPageOnly() {
        assertThat(page(r -> r.maxResults(3).scanDirection(BACKWARD).sortOrder(DESCENDING)))
                .isEqualTo(from(11, 9));
        assertThat(page(r -> r.maxResults(3).scanDirection(BACKWARD).sortOrder(ASCENDING)))
                .isEqualTo(from(9, 11));
        assertThat(page(r -> r.maxResults(3).scanDirection(FORWARD).sortOrder(ASCENDING)))
                .containsExactly("joined", "m0", "m1");
        assertThat(page(r -> r.maxResults(3).scanDirection(FORWARD).sortOrder(DESCENDING)))
                .containsExactly("m1", "m0", "joined");
    }

    /** The request that ChatJS always sends, including an empty StartPosition. */
    @Test
    void treatsAnEmptyStartPositionAsAbsent() {
        var answer = raw.post(
                "/participant/transcript",
                customer.connectionToken(),
                "{\"MaxResults\": 15, \"ScanDirection\": \"BACKWARD\", \"SortOrder\": \"ASCENDING\", \"StartPosition\": {}}");

        assertThat(JsonPath.<List<String>>read(answer.body(), "$.Transcript[*].Content"))
                .isEqualTo(from(0, 11));
        assertThat(page(r -> r.startPosition(p -> {})))
                .as("the default direction")
                .isEqualTo(from(11, 2));
        assertThat(page(r -> r.startPosition(p -> p.mostRecent(0)))).isEqualTo(from(11, 2));
    }

    @Test
    void beginsWithAnItem() {
        var id = sent.get(5).id();

        assertThat(page(r -> r.startPosition(p -> p.id(id)).sortOrder(ASCENDING)))
                .as("FORWARD is the default with a StartPosition")
                .isEqualTo(from(5, 11));
        assertThat(page(r -> r.startPosition(p -> p.id(id)).maxResults(2))).isEqualTo(from(6, 5));
        assertThat(page(r ->
                        r.startPosition(p -> p.id(id)).scanDirection(BACKWARD).maxResults(3)))
                .isEqualTo(from(5, 3));
    }

    @Test
    void beginsWithTheMostRecentItems() {
        assertThat(page(r -> r.startPosition(p -> p.mostRecent(3)).sortOrder(ASCENDING)))
                .isEqualTo(from(9, 11));
        assertThat(page(r -> r.startPosition(p -> p.mostRecent(1)))).isEqualTo(from(11, 11));
        assertThat(page(r -> r.startPosition(p -> p.mostRecent(3))
                        .scanDirection(BACKWARD)
                        .maxResults(2)))
                .isEqualTo(from(9, 8));
        assertThat(page(r -> r.startPosition(p -> p.mostRecent(100)).maxResults(100)))
                .as("of fewer, all")
                .hasSize(13);
    }

    @Test
    void beginsWithATime() {
        var time = sent.get(5).absoluteTime();
        var between = timeOf(5).plusSeconds(3).toString();

        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(time)).sortOrder(ASCENDING)))
                .as("the item of that very time is part of it")
                .isEqualTo(from(5, 11));
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(time))
                        .scanDirection(BACKWARD)
                        .maxResults(2)))
                .isEqualTo(from(5, 4));
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(between)).sortOrder(ASCENDING)))
                .isEqualTo(from(6, 11));
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(between))
                        .scanDirection(BACKWARD)
                        .maxResults(2)))
                .isEqualTo(from(5, 4));
    }

    @Test
    void beginsWithATimeBeforeOrAfterAll() {
        var before = "2001-01-01T00:00:00.000Z";
        var after = timeOf(11).plusSeconds(1).toString();

        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(before))
                        .sortOrder(ASCENDING)
                        .maxResults(2)))
                .containsExactly("joined", "m0");
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(before)).scanDirection(BACKWARD)))
                .isEmpty();
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(after)))).isEmpty();
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(after))
                        .scanDirection(BACKWARD)
                        .maxResults(1)))
                .containsExactly("m11");
    }

    @Test
    void acceptsTimesWithNanoseconds() {
        var justBefore = timeOf(5).minusNanos(500_000).toString();
        var justAfter = timeOf(5).plusNanos(500_000).toString();

        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(justBefore)).sortOrder(ASCENDING)))
                .isEqualTo(from(5, 11));
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(justBefore))
                        .scanDirection(BACKWARD)
                        .maxResults(1)))
                .containsExactly("m4");
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(justAfter)).sortOrder(ASCENDING)))
                .isEqualTo(from(6, 11));
        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(justAfter))
                        .scanDirection(BACKWARD)
                        .maxResults(1)))
                .containsExactly("m5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+02:00", "-11:30",
            })
    void acceptsTimesOfOtherZones(String zone) {
        var time = timeOf(5).atOffset(java.time.ZoneOffset.of(zone)).toString();

        assertThat(page(r -> r.startPosition(p -> p.absoluteTime(time)).sortOrder(ASCENDING)))
                .isEqualTo(from(5, 11));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2023-01-19",
                "2023-01-19T00:00:00",
                "1674086400",
                "2023-13-45T99:00:00.000Z",
                "+999999999-12-31T23:59:59.999999999-18:00x",
            })
    void refusesMalformedTimes(String time) {
        assertInvalid(() -> page(r -> r.startPosition(p -> p.absoluteTime(time))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59.999999999-18:00", "-999999999-01-01T00:00:00.000+18:00"})
    void acceptsExtremeTimes(String time) {
        var all = List.of(
                page(r -> r.startPosition(p -> p.absoluteTime(time)).scanDirection(FORWARD)),
                page(r -> r.startPosition(p -> p.absoluteTime(time)).scanDirection(BACKWARD)));

        assertThat(all).filteredOn(List::isEmpty).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StartPosition\": {\"Id\": \"{id}\", \"MostRecent\": 1}}",
                "{\"StartPosition\": {\"Id\": \"{id}\", \"AbsoluteTime\": \"2023-01-19T00:00:00.000Z\"}}",
                "{\"StartPosition\": {\"MostRecent\": 0, \"AbsoluteTime\": \"2023-01-19T00:00:00.000Z\"}}",
                "{\"StartPosition\": {\"MostRecent\": -1}}",
                "{\"StartPosition\": {\"MostRecent\": 101}}",
                "{\"StartPosition\": {\"MostRecent\": \"1\"}}",
                "{\"StartPosition\": {\"Id\": \"\"}}",
                "{\"StartPosition\": {\"Id\": \"not-an-id\"}}",
                "{\"StartPosition\": {\"AbsoluteTime\": \"\"}}",
                "{\"StartPosition\": {\"AbsoluteTime\": 1674086400}}",
                "{\"StartPosition\": \"{id}\"}",
                "{\"StartPosition\": []}",
                "{\"ScanDirection\": \"SIDEWAYS\"}",
                "{\"ScanDirection\": 0}",
                "{\"ScanDirection\": \"forward\"}",
                "{\"SortOrder\": \"RANDOM\"}",
                "{\"MaxResults\": 1.5}",
                "{\"MaxResults\": \"10\"}",
                "{\"ContactId\": \"\"}",
                "{\"ContactId\": \"not-an-id\"}",
                "{\"NextToken\": \"\"}",
                "{\"NextToken\": 5}",
                "",
                "[]",
            })
    void refusesMalformedTokens(String body) {
        var answer = raw.post(
                "/participant/transcript",
                customer.connectionToken(),
                body.replace("{id}", sent.getFirst().id()));

        assertRefused(answer, "ValidationException", 400);
    }

    @Test
    void refusesToBeginWithAnItemOfAnotherChat() {
        var foreign = calls.customerOf(tenant.start(_ -> {})).say("elsewhere").id();

        assertInvalid(() -> page(r -> r.startPosition(p -> p.id(foreign))));
        assertInvalid(
                () -> page(r -> r.startPosition(p -> p.id(UUID.randomUUID().toString()))));
    }

    /** Pages of any size neither overlap nor skip items, and each is sorted. */
    @Test
    void neitherOverlapsNorSkipsWithAnyPageSize() {
        var all = customer.everything().stream().map(Item::id).toList();
        for (int size = 1; size <= all.size() + 1; size++) {
            for (var direction : List.of(FORWARD, BACKWARD)) {
                for (var order : List.of(ASCENDING, DESCENDING)) {
                    assertThat(expectPages(direction, order, size, _ -> {}))
                            .as("%s, %s, pages of %d", direction, order, size)
                            .isEqualTo(direction == FORWARD ? all : all.reversed());
                }
            }
        }
    }

    /** ChatJS repeats StartPosition next to NextToken; the token takes precedence. */
    @Test
    void continuesFromItsTokenDespiteAStartPosition() {
        var all = customer.everything().stream().map(Item::id).toList();
        for (int size : List.of(1, 4, 7)) {
            for (var direction : List.of(FORWARD, BACKWARD)) {
                var expected = direction == FORWARD
                        ? all.subList(6, all.size())
                        : all.subList(0, 7).reversed();
                for (var start : List.<Consumer<GetTranscriptRequest.Builder>>of(
                        r -> r.startPosition(p -> p.id(all.get(6))),
                        r -> r.startPosition(p -> p.mostRecent(all.size() - 6)),
                        r -> r.startPosition(p -> p.absoluteTime(sent.get(5).absoluteTime())))) {
                    assertThat(expectPages(direction, ASCENDING, size, start)).isEqualTo(expected);
                }
            }
        }
    }

    /** Follows the tokens; returns the ids in the order of the scan. */
    private List<String> expectPages(
            ScanDirection direction, SortKey order, int size, Consumer<GetTranscriptRequest.Builder> changes) {
        var ids = new ArrayList<String>();
        String next = null;
        do {
            var token = next;
            var page = customer.page(r -> r.applyMutation(changes)
                    .scanDirection(direction)
                    .sortOrder(order)
                    .maxResults(size)
                    .nextToken(token));
            var found = page.transcript().stream().map(Item::id).toList();
            assertThat(page.transcript())
                    .extracting(Item::absoluteTime)
                    .isSortedAccordingTo(
                            order == ASCENDING
                                    ? java.util.Comparator.naturalOrder()
                                    : java.util.Comparator.reverseOrder());
            ids.addAll((direction == FORWARD) == (order == ASCENDING) ? found : found.reversed());
            next = page.nextToken();
            assertThat(next).hasSizeLessThanOrEqualTo(1_000);
            assertThat(found.size()).isEqualTo(next.isEmpty() ? found.size() : size);
        } while (!next.isEmpty());
        return ids;
    }

    @Test
    void seesNewItemsWhileItScansForward() {
        var speaker = calls.customerOf(tenant.start(_ -> {}));
        talk(speaker);
        var first =
                speaker.page(r -> r.scanDirection(FORWARD).sortOrder(ASCENDING).maxResults(12));
        speaker.say("meanwhile");

        var second = speaker.page(r ->
                r.scanDirection(FORWARD).sortOrder(ASCENDING).maxResults(12).nextToken(first.nextToken()));

        assertThat(summary(second)).containsExactly("m11", "meanwhile");
        assertThat(second.nextToken()).isEmpty();
    }

    @Test
    void ignoresNewItemsWhileItScansBackward() {
        var speaker = calls.customerOf(tenant.start(_ -> {}));
        talk(speaker);
        var first = speaker.page(r -> r.maxResults(5));
        speaker.say("meanwhile");

        assertThat(summary(speaker.page(r -> r.maxResults(5).nextToken(first.nextToken()))))
                .isEqualTo(from(6, 2));
    }

    @Test
    void returnsOpaqueTokensThatCannotBeForged() {
        var token = customer.page(r -> r.maxResults(1)).nextToken();

        assertThat(token).matches("[A-Za-z0-9_-]{1,1000}").doesNotContain(contact);
        for (int i = 0; i < token.length() - 1; i += 7) {
            var altered = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertInvalid(() -> page(r -> r.nextToken(altered)));
        }
        for (var other : List.of("x", "AAAA", "not base64!", token + token, "A".repeat(1_001))) {
            assertInvalid(() -> page(r -> r.nextToken(other)));
        }
        assertInvalid(() -> page(r -> r.nextToken(customer.token())));
        assertInvalid(() -> page(r -> r.nextToken(customer.connectionToken())));
    }

    @Test
    void refusesTokensOfAnotherChat() {
        var other = calls.customerOf(tenant.start(_ -> {}));
        other.say("elsewhere");
        var token = customer.page(r -> r.maxResults(1)).nextToken();

        assertInvalid(() -> other.page(r -> r.nextToken(token)));
    }

    @Test
    void acceptsTokensOfAnEarlierConnection() {
        var token = customer.page(r -> r.maxResults(5)).nextToken();

        var again = calls.participant(customer.token());

        assertThat(summary(again.page(r -> r.nextToken(token).maxResults(5)))).isEqualTo(from(6, 2));
    }

    /** Amazon Connect was observed to return nothing for a contact outside the chain. */
    @Test
    void excludesContactsOutsideTheSession() {
        var other = tenant.start();
        var foreign = calls.newTenant().start();

        for (var outside : List.of(other, foreign, UUID.randomUUID().toString())) {
            var page = customer.page(r -> r.contactId(outside));
            assertThat(page.transcript()).isEmpty();
            assertThat(page.nextToken()).isEmpty();
            assertThat(page.initialContactId()).isEqualTo(contact);
        }
        assertThat(page(r -> r.contactId(contact).maxResults(100))).hasSize(13);
    }

    @Test
    void isEmptyBeforeTheFirstItem() {
        var page = calls.customerOf(tenant.start(_ -> {})).page(_ -> {});

        assertThat(page.transcript()).isEmpty();
        assertThat(page.nextToken()).isEmpty();
    }

    @Test
    void isTheSameForAllReaders() {
        var pages = Map.of(
                "first", customer.everything(),
                "second", calls.participant(customer.token()).everything());

        assertThat(pages.get("first")).isEqualTo(pages.get("second"));
    }
}
