package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.EmbeddedStandby;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.FilterV2;
import software.amazon.awssdk.services.connect.model.MetricV2;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** A service with a standby for reads of history. */
@ServiceTest
@DirtiesContext
class StandbyTests {

    private static final EmbeddedStandby SERVERS = EmbeddedStandby.start();

    private final Service.Calls calls;
    private final ContactCenter center;
    private final Clock clock;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final MeterRegistry meters;

    StandbyTests(Service.Calls calls, ContactCenter center, RawCalls raw, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.calls = calls;
        this.center = center;
        this.tenant = center.tenant();
        this.raw = raw;
        this.meters = meters;
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", SERVERS::primaryUrl);
        properties.add("spring.datasource.username", SERVERS::username);
        properties.add("spring.datasource.password", SERVERS::password);
        properties.add("recontact.standby.url", SERVERS::standbyUrl);
        properties.add("recontact.standby.retry-after", () -> "200ms");
        properties.add("recontact.transcript-search.every", () -> "100ms");
    }

    @AfterAll
    static void stopServers() {
        SERVERS.close();
    }

    private double count(String result) {
        return meters.get("recontact.standby.reads")
                .tag("result", result)
                .counter()
                .count();
    }

    /** The number of all reads that could have been served by the standby. */
    private double candidates() {
        return meters.get("recontact.standby.reads").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private String endedChat() {
        var chat = tenant.start(_ -> {});
        calls.customerOf(chat).say("My parcel is lost");
        tenant.stop(chat.contactId());
        endQueuedChat();
        return chat.contactId();
    }

    /** Only contacts of queues have metrics. */
    private void endQueuedChat() {
        tenant.stop(center.waitingContact());
    }

    /** A standby that has been away is tried again after some seconds. */
    private void awaitStandby() {
        await().until(() -> {
            var served = count("served");
            isFound("");
            return count("served") > served;
        });
    }

    /** The reads of history, each of which returns whether it has found a chat. */
    private Map<String, Predicate<String>> reads() {
        var admin = "/admin/v1/instances/%s/".formatted(tenant.instance());
        var reads = new LinkedHashMap<String, Predicate<String>>();
        reads.put("SearchContacts", this::isFound);
        reads.put(
                "ListAssociatedContacts",
                contact -> tenant
                        .connect()
                        .listAssociatedContacts(
                                all -> all.instanceId(tenant.instance()).contactId(contact))
                        .contactSummaryList()
                        .stream()
                        .anyMatch(summary -> summary.contactId().equals(contact)));
        reads.put("ListContactLineage", contact -> get(admin + "contacts/%s/lineage".formatted(contact), contact));
        reads.put("GetMetricDataV2", _ -> created() > 0);
        reads.put(
                "SearchTranscripts",
                contact -> raw.post(admin + "search-transcripts", "{\"Query\":\"parcel\"}")
                        .body()
                        .contains(contact));
        reads.put(
                "GetContactTranscript",
                contact -> get(admin + "contacts/%s/transcript".formatted(contact), "My parcel is lost"));
        reads.put(
                "the file of a transcript",
                contact -> get(admin + "contacts/%s/transcript/file".formatted(contact), "My parcel is lost"));
        return reads;
    }

    private boolean get(String path, String expected) {
        return raw.get(path).body().contains(expected);
    }

    private boolean isFound(String contact) {
        var now = clock.instant();
        return tenant
                .connect()
                .searchContacts(search -> search.instanceId(tenant.instance())
                        .maxResults(100)
                        .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                .startTime(now.minusSeconds(3600))
                                .endTime(now.plusSeconds(3600))))
                .contacts()
                .stream()
                .map(ContactSearchSummary::id)
                .anyMatch(contact::equals);
    }

    private double created() {
        var now = clock.instant();
        return tenant
                .connect()
                .getMetricDataV2(all -> all.resourceArn(
                                "arn:aws:connect:us-east-1:123456789012:instance/" + tenant.instance())
                        .startTime(now.minusSeconds(3600))
                        .endTime(now)
                        .filters(FilterV2.builder()
                                .filterKey("QUEUE")
                                .filterValues(center.queue())
                                .build())
                        .metrics(MetricV2.builder().name("CONTACTS_CREATED").build()))
                .metricResults()
                .stream()
                .mapToDouble(result -> result.collections().getFirst().value())
                .sum();
    }

    @Test
    void readsHistoryFromTheStandby() {
        var contact = endedChat();
        reads().forEach((name, read) -> await(name).untilAsserted(() -> {
            SERVERS.awaitReplay();
            var served = count("served");
            assertThat(read.test(contact)).as(name).isTrue();
            assertThat(count("served")).as(name).isGreaterThan(served);
        }));
    }

    @Test
    void readsTheNewestFromThePrimaryWhileTheStandbyIsBehind() {
        awaitStandby();
        SERVERS.pauseReplay();
        try {
            var contact = endedChat();
            var served = count("served");
            reads().forEach((name, read) -> {
                var behind = count("behind");
                if (name.equals("SearchTranscripts")) { // its job writes the words
                    await(name).until(() -> read.test(contact));
                }
                assertThat(read.test(contact)).as(name).isTrue();
                assertThat(count("behind")).as(name).isGreaterThan(behind);
            });
            assertThat(count("served")).isEqualTo(served);
        } finally {
            SERVERS.resumeReplay();
        }
    }

    @Test
    void readsFromThePrimaryAndStaysReadyWhileTheStandbyIsAway() {
        var away = count("away");
        SERVERS.stopStandby();
        try {
            var contact = endedChat();
            reads().forEach((name, read) -> await(name).until(() -> read.test(contact)));
            assertThat(count("away")).isGreaterThanOrEqualTo(away + reads().size());
            assertThat(raw.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        } finally {
            SERVERS.startStandby();
        }
        var served = count("served");
        await().until(() -> created() > 0 && count("served") > served);
    }

    /** Starts, queues, messages, resumes and repeats never ask a standby, which knows nothing of them here. */
    @Test
    void decidesOnThePrimary() {
        SERVERS.pauseReplay();
        try {
            var before = candidates();
            var token = UUID.randomUUID().toString();
            var first = tenant.start(chat -> chat.clientToken(token));
            assertThat(tenant.start(chat -> chat.clientToken(token)).contactId())
                    .isEqualTo(first.contactId());
            var customer = calls.customerOf(first);
            customer.say("Hello");
            tenant.stop(first.contactId());
            var resumed = tenant.start(chat -> chat.persistentChat(persistent ->
                    persistent.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(first.contactId())));
            assertThat(resumed.continuedFromContactId()).isEqualTo(first.contactId());
            var again = calls.customerOf(resumed);
            again.say("Again");
            assertThat(again.everything().stream().map(Item::content)).contains("Hello", "Again");
            assertThat(raw.get("/admin/v1/instances/%s/contacts/%s/transcript"
                                    .formatted(tenant.instance(), resumed.contactId()))
                            .body())
                    .contains("Again");

            var waiting = center.waitingContact();
            var agent = center.hire().available();
            agent.acceptNext();
            agent.end(waiting);
            agent.clear(waiting);
            assertThat(tenant.describe(waiting).disconnectTimestamp()).isNotNull();
            assertThat(candidates()).isEqualTo(before);
        } finally {
            SERVERS.resumeReplay();
        }
    }

    /** Real threads: each call sees what was answered before it, while the standby follows. */
    @Test
    void seesWhatWasAnsweredBefore() {
        var served = count("served");
        var found = ConcurrentCalls.run(4, _ -> {
            for (int i = 0; i < 15; i++) {
                if (!isFound(tenant.startAndStop())) {
                    return false;
                }
            }
            return true;
        });
        assertThat(found).containsOnly(true);
        var contacts = created();
        endQueuedChat();
        assertThat(created()).isEqualTo(contacts + 1);
        assertThat(count("served")).isGreaterThan(served);
    }
}
