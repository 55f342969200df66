package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.ContactSearchSummarySegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SearchContactsMatchType;
import software.amazon.awssdk.services.connect.model.SearchContactsRequest;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;
import software.amazon.awssdk.services.connect.model.SearchCriteria;
import software.amazon.awssdk.services.connect.model.SearchableContactAttributesCriteria;
import software.amazon.awssdk.services.connect.model.SearchableSegmentAttributesCriteria;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.TranscriptCriteria;

/** The results of SearchContacts, and the criteria that it refuses. */
@ServiceTest
class SearchContactsTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final SearchFixtures searching;
    private final NextContacts segments;
    private final MutableClock clock;

    SearchContactsTests(Service.Calls calls, JdbcClient jdbc, MutableClock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.searching = new SearchFixtures(tenant, jdbc);
        this.segments = new NextContacts(jdbc);
        this.clock = clock;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private static Consumer<SearchContactsRequest.Builder> criteria(Consumer<SearchCriteria.Builder> criteria) {
        return search -> search.searchCriteria(criteria);
    }

    private static Consumer<SearchContactsRequest.Builder> within(String type, Instant start, Instant end) {
        return search ->
                search.timeRange(range -> range.type(type).startTime(start).endTime(end));
    }

    private static Consumer<SearchContactsRequest.Builder> attribute(
            SearchContactsMatchType match, String key, String... values) {
        return criteria(
                c -> c.searchableContactAttributes(a -> a.matchType(match).criteria(has(key, values))));
    }

    private static SearchableContactAttributesCriteria has(String key, String... values) {
        return SearchableContactAttributesCriteria.builder()
                .key(key)
                .values(values)
                .build();
    }

    private static SearchableSegmentAttributesCriteria hasSegment(String key, String... values) {
        return SearchableSegmentAttributesCriteria.builder()
                .key(key)
                .values(values)
                .build();
    }

    @Test
    void returnsAllFieldsOfAContact() {
        var first = tenant.startAndStop();
        var contact = segments.append(first, first, "TRANSFER", 1);
        var queue = UUID.randomUUID();
        var agent = UUID.randomUUID();
        searching.set(contact, """
                name = 'Order', queue_id = '%s', enqueued_at = '2025-01-02T03:04:05.678Z', agent_id = '%s',
                connected_to_agent_at = '2025-01-02T03:04:06Z', tags = '{"team": "a"}',
                segment_attributes = '{"s": {"ValueString": "v"}, "i": {"ValueInteger": 5},
                                       "m": {"ValueMap": {"n": {"ValueInteger": 7}}}}'
                """.formatted(queue, agent));

        var found = searching
                .search(criteria(c -> c.initiationMethods(ContactInitiationMethod.TRANSFER)))
                .contacts()
                .getFirst();

        assertThat(found.id()).isEqualTo(contact);
        assertThat(found.arn()).isEqualTo(tenant.describe(contact).arn());
        assertThat(found.initialContactId()).isEqualTo(first);
        assertThat(found.previousContactId()).isEqualTo(first);
        assertThat(found.initiationMethod()).isEqualTo(ContactInitiationMethod.TRANSFER);
        assertThat(found.channel()).isEqualTo(Channel.CHAT);
        assertThat(found.name()).isEqualTo("Order");
        assertThat(found.queueInfo().id()).isEqualTo(queue.toString());
        assertThat(found.queueInfo().enqueueTimestamp()).isEqualTo("2025-01-02T03:04:05.678Z");
        assertThat(found.agentInfo().id()).isEqualTo(agent.toString());
        assertThat(found.agentInfo().connectedToAgentTimestamp()).isEqualTo("2025-01-02T03:04:06Z");
        assertThat(found.initiationTimestamp())
                .isEqualTo(tenant.describe(contact).initiationTimestamp());
        assertThat(found.disconnectTimestamp())
                .isEqualTo(tenant.describe(contact).disconnectTimestamp());
        assertThat(found.scheduledTimestamp()).isNull();
        assertThat(found.segmentAttributes())
                .containsOnly(
                        Map.entry("s", text("v")),
                        Map.entry("connect:Subtype", text("connect:Chat")),
                        Map.entry(
                                "m",
                                ContactSearchSummarySegmentAttributeValue.builder()
                                        .valueMap(Map.of(
                                                "n",
                                                SegmentAttributeValue.builder()
                                                        .valueInteger(7)
                                                        .build()))
                                        .build()));
    }

    private static ContactSearchSummarySegmentAttributeValue text(String value) {
        return ContactSearchSummarySegmentAttributeValue.builder()
                .valueString(value)
                .build();
    }

    @Test
    void omitsAbsentFields() {
        var id = tenant.start();

        var found = searching.search(_ -> {}).contacts().getFirst();

        assertThat(found.id()).isEqualTo(id);
        assertThat(found.initialContactId()).isNull();
        assertThat(found.previousContactId()).isNull();
        assertThat(found.queueInfo()).isNull();
        assertThat(found.agentInfo()).isNull();
        assertThat(found.disconnectTimestamp()).isNull();
        assertThat(found.name()).isNull();
        assertThat(found.segmentAttributes()).containsOnly(Map.entry("connect:Subtype", text("connect:Chat")));
    }

    @Test
    void findsByTheTimeOfInitiationBothEndsIncluded() {
        var id = tenant.start();
        var at = tenant.describe(id).initiationTimestamp();

        assertThat(searching.find(within("INITIATION_TIMESTAMP", at, at))).containsExactly(id);
        assertThat(searching.find(within("INITIATION_TIMESTAMP", at.plusMillis(1), at.plusSeconds(9))))
                .isEmpty();
        assertThat(searching.find(within("INITIATION_TIMESTAMP", at.minusSeconds(9), at.minusMillis(1))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SCHEDULED_TIMESTAMP,          scheduled_at",
        "CONNECTED_TO_AGENT_TIMESTAMP, 'agent_id = id, connected_to_agent_at'",
        "DISCONNECT_TIMESTAMP,         'initiated_at = ''2024-12-01Z'', disconnected_at'",
        "ENQUEUE_TIMESTAMP,            'queue_id = id, enqueued_at'",
    })
    void findsByOtherTimes(String type, String column) {
        clock.reset();
        var at = Instant.parse("2025-02-03T04:05:06.789Z");
        var id = tenant.start();
        var other = tenant.start();
        searching.set(id, "%s = '%s'".formatted(column, at));
        searching.set(other, "%s = '%s'".formatted(column, at.plusMillis(1)));

        assertThat(searching.find(within(type, at.minusSeconds(1), at))).containsExactly(id);
        assertThat(searching.find(within(type, at, at.plusSeconds(1)))).containsExactlyInAnyOrder(id, other);
        assertThat(searching.find(within(type, at.plusSeconds(1), at.plusSeconds(2))))
                .isEmpty();
    }

    @Test
    void findsByChannelAndInitiationMethod() {
        var chat = tenant.start();
        var task = searching.task("Call back");
        var transfer = segments.appendActive(chat, chat);

        assertThat(searching.find(criteria(c -> c.channels(Channel.TASK)))).containsExactly(task);
        assertThat(searching.find(criteria(c -> c.channels(Channel.TASK, Channel.CHAT))))
                .containsExactlyInAnyOrder(chat, task, transfer);
        assertThat(searching.find(criteria(c -> c.channels(Channel.VOICE)))).isEmpty();
        assertThat(searching.find(criteria(c -> c.initiationMethods(ContactInitiationMethod.TRANSFER))))
                .containsExactly(transfer);
    }

    @Test
    void findsByAgentAndQueueByIdAndByArn() {
        var one = tenant.start();
        var two = tenant.start();
        var none = tenant.start();
        var agent = UUID.randomUUID().toString();
        var queue = UUID.randomUUID().toString();
        searching.set(one, "agent_id = '%s', connected_to_agent_at = now()".formatted(agent));
        searching.set(two, "queue_id = '%s', enqueued_at = now()".formatted(queue));
        var instanceArn = tenant.describe(none).arn().replaceAll("/contact/.*", "");

        assertThat(searching.find(criteria(c -> c.agentIds(agent)))).containsExactly(one);
        assertThat(searching.find(criteria(c -> c.agentIds(instanceArn + "/agent/" + agent, queue))))
                .containsExactly(one);
        assertThat(searching.find(criteria(c -> c.queueIds(queue)))).containsExactly(two);
        assertThat(searching.find(criteria(c -> c.queueIds(instanceArn + "/queue/" + queue))))
                .containsExactly(two);
        assertThat(searching.find(criteria(c -> c.queueIds(queue).agentIds(agent))))
                .isEmpty();
    }

    @Test
    void findsByAttributesOfTheSession() {
        var gold = searching.chat(Map.of("tier", "gold", "lang", "de"));
        var silver = searching.chat(Map.of("tier", "silver", "lang", "de"));
        searching.chat(Map.of());
        var laterSegment = segments.appendActive(gold, gold);

        assertThat(searching.find(attribute(SearchContactsMatchType.MATCH_ALL, "tier", "gold")))
                .as("attributes live on the session's first contact")
                .containsExactlyInAnyOrder(gold, laterSegment);
        assertThat(searching.find(attribute(SearchContactsMatchType.MATCH_ALL, "tier", "gold", "silver")))
                .containsExactlyInAnyOrder(gold, silver, laterSegment);
        assertThat(searching.find(attribute(SearchContactsMatchType.MATCH_ALL, "TIER", "gold")))
                .isEmpty();
        assertThat(searching.find(attribute(SearchContactsMatchType.MATCH_ALL, "tier", "gol%")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MATCH_ALL, silver", "MATCH_ANY, gold silver", "MATCH_NONE, plain", ", silver"})
    void combinesAttributes(SearchContactsMatchType match, String expected) {
        var ids = Map.of(
                searching.chat(Map.of("tier", "gold", "lang", "de")), "gold",
                searching.chat(Map.of("tier", "silver", "lang", "en")), "silver",
                searching.chat(Map.of("lang", "fr")), "plain");

        var found = searching.find(criteria(c -> c.searchableContactAttributes(
                a -> a.matchType(match).criteria(has("tier", "gold", "silver"), has("lang", "en")))));

        assertThat(found.stream().map(ids::get)).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void findsBySegmentAttributes() {
        var text = tenant.start();
        var number = tenant.start();
        searching.set(text, "segment_attributes = '{\"k\": {\"ValueString\": \"v\"}}'");
        searching.set(number, "segment_attributes = '{\"k\": {\"ValueInteger\": 5}}'");

        assertThat(searching.find(
                        criteria(c -> c.searchableSegmentAttributes(a -> a.criteria(hasSegment("k", "v", "w"))))))
                .containsExactly(text);
        assertThat(searching.find(criteria(c -> c.searchableSegmentAttributes(a -> a.criteria(hasSegment("k", "5"))))))
                .containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource({
        "MATCH_ALL,   late|order,       lateOrder",
        "MATCH_ALL,   order late,       ''",
        "MATCH_ANY,   late|refund,      lateOrder refund",
        "MATCH_ANY,   ORDER,            lateOrder order",
        "MATCH_ANY,   ord,              ''",
        "MATCH_ANY,   'late, order!',   lateOrder",
        "MATCH_ANY,   %,                ''",
        "MATCH_EXACT, order,            order",
        "MATCH_EXACT, 'late order|x',   lateOrder",
        "MATCH_NONE,  order,            refund",
    })
    void findsByName(SearchContactsMatchType match, String texts, String expected) {
        var ids = Map.of(
                searching.task("Late: order"), "lateOrder",
                searching.task("ORDER"), "order",
                searching.task("Refund (order_7)"), "refund");

        var found = searching.find(criteria(c -> c.name(n -> n.matchType(match).searchText(texts.split("\\|")))));

        assertThat(String.join(" ", found.stream().map(ids::get).sorted().toList()))
                .isEqualTo(expected);
    }

    @Test
    void treatsEmptyCriteriaAsAbsent() {
        var id = tenant.start();

        assertThat(searching.find(criteria(c -> c.channels(List.of())
                        .agentIds(List.of())
                        .queueIds(List.of())
                        .name(n -> n.searchText(List.of()).matchType("MATCH_EXACT"))
                        .searchableContactAttributes(a -> a.criteria(has("k")))
                        .agentHierarchyGroups(groups -> groups.l1Ids(List.of())))))
                .containsExactly(id);
    }

    @Test
    void showsOverdueContactsAsEnded() {
        var chat = tenant.start();
        var started = tenant.describe(chat).initiationTimestamp();
        var task = searching.task("t");
        clock.advance(Duration.ofMinutes(6));

        var found = searching.search(criteria(c -> c.channels(Channel.CHAT)));

        assertThat(found.contacts().getFirst().disconnectTimestamp())
                .as("nobody connected within five minutes, and nobody has come by to end it")
                .isEqualTo(started.plus(Duration.ofMinutes(5)));
        assertThat(searching.find(within(
                        "DISCONNECT_TIMESTAMP",
                        started.plus(Duration.ofMinutes(4)),
                        started.plus(Duration.ofMinutes(6)))))
                .containsExactly(chat);
        assertThat(tenant.describe(task).disconnectTimestamp()).isNull();
    }

    @Test
    void findsNoContactsOfOtherInstances() {
        tenant.start();
        var other = new SearchFixtures(calls.newTenant(), searching.jdbc());

        assertThat(other.search(_ -> {}).totalCount()).isZero();
        assertThat(other.find(_ -> {})).isEmpty();
    }

    @Test
    void omitsContactsPastRetentionBeforeTheJobHasRun() {
        var id = tenant.startAndStop();
        var kept = tenant.startAndStop();
        searching.set(id, "initiated_at = now() - interval '25 months', disconnected_at = now() - interval '1 hour'");
        searching.set(kept, "disconnected_at = now() + interval '1 hour'");

        var now = Instant.now();
        assertThat(searching.find(within("DISCONNECT_TIMESTAMP", now.minusSeconds(7200), now.plusSeconds(7200))))
                .containsExactly(kept);
        assertThat(searching.find(within(
                        "INITIATION_TIMESTAMP", now.minus(Duration.ofDays(775)), now.minus(Duration.ofDays(745)))))
                .isEmpty();
    }

    @Test
    void doesNotFindADeletedInstance() {
        tenant.connect().deleteInstance(r -> r.instanceId(tenant.instance()));

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> searching.search(_ -> {}))
                .withMessageContaining(tenant.instance());
    }

    @Test
    void refusesReversedAndTooLongRanges() {
        var now = Instant.now();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> searching.search(within("INITIATION_TIMESTAMP", now, now.minusMillis(1))))
                .withMessageContaining("TimeRange");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> searching.search(within(
                        "INITIATION_TIMESTAMP", now.minus(Duration.ofDays(56)).minusMillis(1), now)))
                .withMessageContaining("TimeRange");
        assertThat(searching
                        .search(within("INITIATION_TIMESTAMP", now.minus(Duration.ofDays(56)), now))
                        .totalCount())
                .isZero();
    }

    @Test
    void namesCriteriaThatItRefuses() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> searching.search(criteria(c -> c.contactAnalysis(analysis -> analysis.transcript(t ->
                        t.criteria(TranscriptCriteria.builder().searchText("x").build()))))))
                .withMessageContaining("ContactAnalysis");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> searching.search(attribute(SearchContactsMatchType.MATCH_EXACT, "k", "v")))
                .withMessageContaining("SearchableContactAttributes.MatchType");
    }

    @Test
    void refusesMalformedIds() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> searching.search(criteria(c -> c.queueIds("no-id"))))
                .withMessageContaining("QueueIds");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> searching.search(criteria(c -> c.agentIds("no-id"))))
                .withMessageContaining("AgentIds");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, -1})
    void refusesPagesOutOfBounds(int size) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> searching.search(search -> search.maxResults(size)))
                .withMessageContaining("MaxResults");
    }

    @Test
    void acceptsEveryTypeOfTheModel() {
        for (var type : SearchContactsTimeRangeType.knownValues()) {
            var now = Instant.now();
            assertThat(searching
                            .search(within(type.toString(), now.minusSeconds(1), now))
                            .totalCount())
                    .isZero();
        }
    }
}
