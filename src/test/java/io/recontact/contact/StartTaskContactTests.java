package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.retention.Retention;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.MutableClock;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactInitiationMethod;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.SegmentAttributeValue;
import software.amazon.awssdk.services.connect.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.connect.model.StartTaskContactRequest;

/** Tasks: contacts with a schedule and links, but without a conversation. */
@ServiceTest
class StartTaskContactTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final EndContactRepository ends;
    private final Retention retention;
    private final MeterRegistry meters;
    private final String token = UUID.randomUUID().toString();

    StartTaskContactTests(
            Service.Calls calls,
            RawCalls raw,
            JdbcClient jdbc,
            MutableClock clock,
            EndContactRepository ends,
            Retention retention,
            MeterRegistry meters) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.jdbc = jdbc;
        this.clock = clock;
        this.ends = ends;
        this.retention = retention;
        this.meters = meters;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private String start(Consumer<StartTaskContactRequest.Builder> changes) {
        return tenant.connect()
                .startTaskContact(StartTaskContactRequest.builder()
                        .instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("Call back")
                        .applyMutation(changes)
                        .build())
                .contactId();
    }

    private long contacts() {
        return jdbc.sql("select count(*) from contact where instance_id = :id")
                .param("id", UUID.fromString(tenant.instance()))
                .query(Long.class)
                .single();
    }

    private void assertRefused(Class<? extends ConnectException> shape, String member, Runnable call) {
        var before = contacts();
        assertThatExceptionOfType(shape).isThrownBy(call::run).withMessageContaining(member);
        assertThat(contacts()).as("nothing written").isEqualTo(before);
    }

    @Test
    void createsATask() {
        var scheduled = clock.instant().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);

        var id = start(task -> task.description("about the order")
                .attributes(Map.of("k", "v"))
                .scheduledTime(scheduled)
                .segmentAttributes(Map.of(
                        "s", SegmentAttributeValue.builder().valueString("x").build())));

        var task = tenant.describe(id);
        assertThat(task.channel()).isEqualTo(Channel.TASK);
        assertThat(task.initiationMethod()).isEqualTo(ContactInitiationMethod.API);
        assertThat(task.name()).isEqualTo("Call back");
        assertThat(task.description()).isEqualTo("about the order");
        assertThat(task.attributes()).containsExactly(Map.entry("k", "v"));
        assertThat(task.segmentAttributes())
                .containsOnly(
                        Map.entry(
                                "s",
                                SegmentAttributeValue.builder().valueString("x").build()),
                        Map.entry(
                                "connect:Subtype",
                                SegmentAttributeValue.builder()
                                        .valueString("connect:Task")
                                        .build()));
        assertThat(task.contactAssociationId()).isEqualTo(id);
        assertThat(task.previousContactId()).isNull();
        assertThat(task.disconnectTimestamp()).isNull();
        var found = new SearchFixtures(tenant, jdbc)
                .search(search -> search.timeRange(range ->
                        range.type("SCHEDULED_TIMESTAMP").startTime(scheduled).endTime(scheduled)))
                .contacts();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().scheduledTimestamp()).isEqualTo(scheduled);
    }

    @Test
    void sharesTheAttributesOfItsChain() {
        var chat = tenant.start(c -> c.attributes(Map.of("a", "1", "b", "1"))).contactId();

        var first = start(task -> task.previousContactId(chat).attributes(Map.of("b", "2")));
        var second = start(task -> task.previousContactId(first));
        tenant.connect()
                .updateContactAttributes(r ->
                        r.instanceId(tenant.instance()).initialContactId(second).attributes(Map.of("c", "3")));

        for (var id : new String[] {chat, first, second}) {
            assertThat(tenant.attributes(id)).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
        }
        var task = tenant.describe(second);
        assertThat(task.previousContactId()).isEqualTo(first);
        assertThat(task.initialContactId()).isEqualTo(chat);
        assertThat(task.contactAssociationId()).isEqualTo(chat);
        assertThat(task.attributes()).containsEntry("b", "2");
    }

    @Test
    void copiesTheAttributesOfARelatedContact() {
        var chat = tenant.start(c -> c.attributes(Map.of("a", "1", "b", "1"))).contactId();

        var id = start(task -> task.relatedContactId(chat).attributes(Map.of("b", "2")));
        tenant.connect()
                .updateContactAttributes(r ->
                        r.instanceId(tenant.instance()).initialContactId(id).attributes(Map.of("a", "9")));

        assertThat(tenant.attributes(id)).isEqualTo(Map.of("a", "9", "b", "2"));
        assertThat(tenant.attributes(chat)).isEqualTo(Map.of("a", "1", "b", "1"));
        assertThat(tenant.describe(id).relatedContactId()).isEqualTo(chat);
        assertThat(tenant.describe(id).contactAssociationId()).isEqualTo(chat);
        assertThat(tenant.describe(id).initialContactId()).isNull();
    }

    @Test
    void resumesAChatWhoseTaskIsActive() {
        var chat = tenant.start();
        tenant.stop(chat);
        clock.advance(Duration.ofSeconds(1));
        var task = start(t -> t.previousContactId(chat));
        tenant.stop(start(t -> t.previousContactId(chat)));

        var entire = tenant.start(c ->
                c.persistentChat(p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(chat)));
        var segment = tenant.start(
                c -> c.persistentChat(p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(chat)));

        assertThat(entire.continuedFromContactId()).as("the last chat contact").isEqualTo(chat);
        assertThat(segment.continuedFromContactId()).isEqualTo(chat);
        assertThat(tenant.describe(task).disconnectTimestamp()).isNull();
        assertThat(jdbc.sql("select past_until from chat_session where id = :id")
                        .param("id", UUID.fromString(segment.contactId()))
                        .query((row, _) -> row.getObject("past_until") == null)
                        .single())
                .as("a task is no segment that would end the past")
                .isTrue();
    }

    @Test
    void keepsItsChatWhenItEnds() {
        var chat = tenant.start();
        var task = start(t -> t.previousContactId(chat));

        tenant.stop(task);

        assertThat(tenant.describe(task).disconnectReason()).isEqualTo("API");
        assertThat(tenant.describe(chat).disconnectTimestamp()).isNull();
        assertThat(jdbc.sql("select ended_at is null from chat_session where id = :id")
                        .param("id", UUID.fromString(chat))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        tenant.stop(chat);
        assertThat(tenant.describe(chat).disconnectTimestamp()).isNotNull();
    }

    @Test
    void isStoppedOnce() {
        var id = start(_ -> {});

        tenant.stop(id);

        assertThat(tenant.describe(id).disconnectReason()).isEqualTo("API");
        assertThatExceptionOfType(ContactNotFoundException.class).isThrownBy(() -> tenant.stop(id));
    }

    @Test
    void expiresAfterSevenDaysOrAtItsExpiry() {
        var id = start(_ -> {});
        var brief = start(task -> task.segmentAttributes(Map.of("connect:ContactExpiry", ContactExpiry.of(135))));
        var started = tenant.describe(id).initiationTimestamp();
        var startedBrief = tenant.describe(brief).initiationTimestamp();

        clock.advance(Duration.ofDays(7).minusSeconds(60));
        assertThat(tenant.describe(id).disconnectTimestamp()).isNull();
        clock.advance(Duration.ofMinutes(2));
        while (ends.endOverdue(100) > 0) {
            // until none is left
        }

        assertThat(jdbc.sql("select disconnect_reason from contact where id = :id")
                        .param("id", UUID.fromString(id))
                        .query(String.class)
                        .single())
                .isEqualTo("EXPIRED");
        assertThat(tenant.describe(id).disconnectTimestamp()).isEqualTo(started.plus(Duration.ofDays(7)));
        assertThat(tenant.describe(brief).disconnectTimestamp()).isEqualTo(startedBrief.plus(Duration.ofMinutes(135)));
    }

    @Test
    void isNotCountedAsAChat() {
        var started = meters.counter("recontact.chats.started").count();
        var ended = meters.counter("recontact.chats.ended", "reason", "API").count();
        var created =
                meters.counter("recontact.contacts.started", "channel", "TASK").count();

        tenant.stop(start(_ -> {}));

        assertThat(meters.counter("recontact.chats.started").count()).isEqualTo(started);
        assertThat(meters.counter("recontact.chats.ended", "reason", "API").count())
                .isEqualTo(ended);
        assertThat(meters.counter("recontact.contacts.started", "channel", "TASK")
                        .count())
                .isEqualTo(created + 1);
        assertThat(jdbc.sql("select sum(taken) from chat_slot where instance_id = :id")
                        .param("id", UUID.fromString(tenant.instance()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void isDeletedWithItsInstanceAndPastRetention() {
        var other = calls.newTenant();
        other.connect()
                .startTaskContact(r -> r.instanceId(other.instance())
                        .contactFlowId(other.flow())
                        .name("t"));
        var old = start(_ -> {});
        tenant.stop(old);
        new SearchFixtures(tenant, jdbc)
                .set(
                        old,
                        "initiated_at = now() - interval '25 months', disconnected_at = now() - interval '25 months'");
        other.connect().deleteInstance(r -> r.instanceId(other.instance()));

        retention.run();

        assertThat(contacts()).isZero();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> other.connect()
                        .startTaskContact(r -> r.instanceId(other.instance())
                                .contactFlowId(other.flow())
                                .name("t")));
    }

    @Test
    void allowsTwelveTasksOfAContactUnderConcurrency() {
        var chat = tenant.start();

        var outcomes = ConcurrentCalls.run(16, _ -> {
            try {
                return start(task -> task.previousContactId(chat));
            } catch (ServiceQuotaExceededException e) {
                assertThat(e.statusCode()).isEqualTo(402);
                return "";
            }
        });

        assertThat(outcomes.stream().filter(id -> !id.isEmpty())).hasSize(12);
        assertThat(contacts()).isEqualTo(13);
    }

    @Test
    void answersConcurrentRepeatsLikeTheFirst() {
        var chat = tenant.start();
        var scheduled = clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        Consumer<StartTaskContactRequest.Builder> task = t -> t.clientToken(token)
                .previousContactId(chat)
                .attributes(Map.of("k", "v"))
                .scheduledTime(scheduled);

        var ids = ConcurrentCalls.run(20, _ -> start(task));

        assertThat(new HashSet<>(ids)).hasSize(1);
        assertThat(contacts()).isEqualTo(2);
        clock.advance(Duration.ofHours(2));
        assertThat(start(task)).as("although its schedule is past by now").isEqualTo(ids.getFirst());
        assertRefused(
                InvalidRequestException.class,
                "ClientToken",
                () -> start(t -> t.clientToken(token).name("another")));
    }

    @Test
    void doesNotRememberFailures() {
        assertRefused(
                ResourceNotFoundException.class,
                "does not exist",
                () -> start(t ->
                        t.clientToken(token).relatedContactId(UUID.randomUUID().toString())));

        assertThat(start(t -> t.clientToken(token))).isNotNull();
    }

    @Test
    void refusesInvalidAndUnsupportedMembers() {
        assertRefused(InvalidRequestException.class, "TaskTemplateId", () -> start(t -> t.taskTemplateId("x")));
        assertRefused(InvalidRequestException.class, "QuickConnectId", () -> start(t -> t.quickConnectId("x")));
        assertRefused(
                ResourceNotFoundException.class,
                "does not exist",
                () -> start(t ->
                        t.contactFlowId(null).quickConnectId(UUID.randomUUID().toString())));
        assertRefused(InvalidRequestException.class, "ContactFlowId", () -> start(t -> t.contactFlowId(null)));
        assertRefused(InvalidRequestException.class, "Name", () -> start(t -> t.name(null)));
        assertRefused(
                InvalidRequestException.class,
                "References",
                () -> start(t -> t.references(Map.of(
                        "r",
                        software.amazon.awssdk.services.connect.model.Reference.builder()
                                .type("ATTACHMENT")
                                .build()))));
        assertRefused(
                InvalidParameterException.class, "Attributes", () -> start(t -> t.attributes(Map.of("a b", "v"))));
        assertRefused(
                ResourceNotFoundException.class,
                "does not exist",
                () -> start(t -> t.contactFlowId(UUID.randomUUID().toString())));
        assertRefused(
                InvalidParameterException.class,
                "connect:ContactExpiry",
                () -> start(t -> t.segmentAttributes(Map.of(
                        "connect:ContactExpiry",
                        SegmentAttributeValue.builder().valueString("1").build()))));
        // The SDK of these tests is older than this member.
        var answer = raw.put("/contact/task", """
                {"InstanceId": "%s", "ContactFlowId": "%s", "Name": "t",
                 "Attachments": [{"FileName": "f", "S3Url": "https://example.com"}]}""".formatted(tenant.instance(), tenant.flow()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Attachments");
    }

    @ParameterizedTest
    @CsvSource({"0", "-60", "518460"})
    void refusesSchedulesThatAreNotInTheNextSixDays(long seconds) {
        var at = Instant.ofEpochSecond(clock.instant().getEpochSecond() + seconds);

        assertRefused(InvalidParameterException.class, "ScheduledTime", () -> start(t -> t.scheduledTime(at)));
    }

    @Test
    void refusesConflictingAndUnknownLinks() {
        var chat = tenant.start();
        var foreign = calls.newTenant().start();

        assertRefused(
                InvalidRequestException.class,
                "RelatedContactId",
                () -> start(t -> t.previousContactId(chat).relatedContactId(chat)));
        assertRefused(ResourceNotFoundException.class, foreign, () -> start(t -> t.previousContactId(foreign)));
        assertRefused(ResourceNotFoundException.class, foreign, () -> start(t -> t.relatedContactId(foreign)));
        assertRefused(InvalidParameterException.class, "PreviousContactId", () -> start(t -> t.previousContactId("x")));
    }
}
