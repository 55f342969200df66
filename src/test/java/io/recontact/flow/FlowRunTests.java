package io.recontact.flow;

import static io.recontact.flow.FlowDocuments.act;
import static io.recontact.flow.FlowDocuments.choose;
import static io.recontact.flow.FlowDocuments.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.ContactFlowStatus;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.NewContactFlow;
import io.recontact.configuration.NewInstance;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.ContactsEnded;
import io.recontact.contact.CreateContactService;
import io.recontact.contact.FlowRequested.FlowTrigger;
import io.recontact.contact.NewContact;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ModuleTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.TaskCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.Scenario;

/**
 * The life of a flow run: it begins at its time, waits, ends with its contact, and is given up when it keeps failing.
 */
@ModuleTest
class FlowRunTests {

    private static final String[] WAIT = {choose("wait", "Wait", "{\"TimeoutSeconds\": 600}", "WaitCompleted", "end")};

    private final InstanceService instances;
    private final ContactFlowService flows;
    private final CreateContactService contacts;
    private final ContactLifecycle lifecycle;
    private final FlowRunScheduler scheduler;
    private final FlowRunRepository runs;
    private final MeterRegistry meters;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private InstanceId instance;

    @SuppressWarnings("NullAway") // each test has an instance of its own
    FlowRunTests(
            InstanceService instances,
            ContactFlowService flows,
            CreateContactService contacts,
            ContactLifecycle lifecycle,
            FlowRunScheduler scheduler,
            FlowRunRepository runs,
            MeterRegistry meters,
            MutableClock clock,
            JdbcClient jdbc) {
        this.instances = instances;
        this.flows = flows;
        this.contacts = contacts;
        this.lifecycle = lifecycle;
        this.scheduler = scheduler;
        this.runs = runs;
        this.meters = meters;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void openInstance() {
        instance = instances.create(
                new NewInstance(
                        "i" + UUID.randomUUID().toString().replace("-", ""),
                        IdentityManagement.CONNECT_MANAGED,
                        null,
                        true,
                        true,
                        Map.of()),
                null);
    }

    private ContactFlowId newFlow(String content) {
        return flows.create(
                        instance,
                        new NewContactFlow(
                                "flow " + UUID.randomUUID(),
                                ContactFlowType.CONTACT_FLOW,
                                null,
                                content,
                                ContactFlowStatus.PUBLISHED,
                                Map.of()))
                .id();
    }

    private ContactFlowId newFlowThatNotes(String attribute) {
        return newFlow(TaskCalls.noting(attribute, "yes"));
    }

    private ContactId start(ContactFlowId flow, @Nullable Instant at) {
        return contacts.create(
                "StartTaskContact",
                new NewContact(
                        instance,
                        Channel.TASK,
                        InitiationMethod.API,
                        flow,
                        null,
                        "Call back",
                        null,
                        Map.of(),
                        UserDefinedAttributes.NONE,
                        Map.of(),
                        null,
                        null,
                        at,
                        null),
                null);
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private List<String> statusOf(ContactId task) {
        return jdbc.sql("select status from flow_run where contact_id = :contact")
                .param("contact", task.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private boolean has(ContactId task, String attribute) {
        return jdbc.sql("select attributes -> cast(:attribute as text) is not null from contact where id = :contact")
                .param("attribute", attribute)
                .param("contact", task.value())
                .query(Boolean.class)
                .single();
    }

    private String disconnectReasonOf(ContactId task) {
        return jdbc.sql("select coalesce(disconnect_reason, '') from contact where id = :contact")
                .param("contact", task.value())
                .query(String.class)
                .single();
    }

    private static boolean isOf(ContactsEnded event, ContactId task) {
        return Stream.of(event.ids()).anyMatch(task.value()::equals);
    }

    @Test
    void beginsAtTheScheduledTime() {
        var task = start(newFlowThatNotes("ran"), in(Duration.ofHours(5)));

        scheduler.sweep();
        clock.advance(Duration.ofHours(4));
        scheduler.sweep();
        assertThat(statusOf(task)).as("it is due later").containsExactly("READY");
        assertThat(has(task, "ran")).isFalse();
        clock.advance(Duration.ofHours(1));
        scheduler.sweep();

        await().until(() -> has(task, "ran"));
    }

    @Test
    void endsTheContactOfADeletedFlow(Scenario scenario) {
        var flow = newFlowThatNotes("ran");
        var task = start(flow, in(Duration.ofHours(1)));
        flows.delete(instance, flow);
        clock.advance(Duration.ofHours(1));

        scenario.stimulate(() -> scheduler.sweep())
                .andWaitForEventOfType(ContactsEnded.class)
                .matching(event -> isOf(event, task))
                .toArriveAndVerify(
                        _ -> await().until(() -> disconnectReasonOf(task).equals("CONTACT_FLOW_DISCONNECT")));
    }

    @Test
    void doesNotBeginAfterItsContactHasEnded(Scenario scenario) {
        var task = start(newFlowThatNotes("ran"), in(Duration.ofHours(1)));

        scenario.stimulate(() -> lifecycle.end(task, DisconnectReason.API))
                .andWaitForEventOfType(ContactsEnded.class)
                .matching(event -> isOf(event, task))
                .toArrive();

        assertThat(statusOf(task)).isEmpty();
        clock.advance(Duration.ofHours(2));
        scheduler.sweep();
        assertThat(has(task, "ran")).isFalse();
    }

    @Test
    void beginsOnceOnConcurrentSweeps() {
        var flow = newFlow(flow(
                FlowDocuments.action("dice", "DistributeByPercentage", "{}", """
                        {"NextAction": "note", "Errors": [{"ErrorType": "NoMatchingCondition", "NextAction": "note"}],
                         "Conditions": [{"NextAction": "note",
                           "Condition": {"Operator": "NumberLessThan", "Operands": ["50"]}}]}"""),
                act("note", "UpdateContactAttributes", "{\"Attributes\": {\"ran\": \"yes\"}}", "leave"),
                FlowDocuments.action("leave", "EndFlowExecution", "{}", "{}")));
        var acted = meters.counter("recontact.flows.actions", "type", "DistributeByPercentage");
        var before = acted.count();
        var task = start(flow, in(Duration.ofHours(1)));
        clock.advance(Duration.ofHours(1));

        ConcurrentCalls.run(8, number -> {
            scheduler.sweep();
            // Simulates a claim that expired because its node was killed.
            jdbc.sql("update flow_run set due_at = :now where contact_id = :contact and status = 'READY'")
                    .param("now", clock.instant())
                    .param("contact", task.value())
                    .update();
            scheduler.sweep();
            return number;
        });

        await().until(() -> has(task, "ran"));
        await().until(() -> statusOf(task).isEmpty());
        assertThat(acted.count()).isEqualTo(before + 1);
    }

    /** Uses a row that cannot be read, as an example of a permanent failure. */
    @Test
    void isGivenUpAfterFiveFailures() {
        var task = start(newFlow(flow(WAIT)), null);
        await().until(() -> statusOf(task).equals(List.of("WAITING")));
        for (int i = 0; i < 5; i++) {
            jdbc.sql("""
                            update flow_run
                            set due_at = now() - interval '1 second', state = '{"WaitUntil": "never"}'
                            where contact_id = :contact and failures = :failures
                            """).param("contact", task.value()).param("failures", i).update();
            scheduler.sweep();
            int failures = i + 1;
            await().until(() -> jdbc.sql("select failures from flow_run where contact_id = :contact")
                            .param("contact", task.value())
                            .query(Integer.class)
                            .optional()
                            .orElse(5)
                    >= failures);
        }

        await().until(() -> disconnectReasonOf(task).equals("CONTACT_FLOW_DISCONNECT"));
    }

    @Test
    void beginsWithoutTheFailuresOfAnEarlierRun() {
        var task = start(newFlow(flow(WAIT)), null);
        await().until(() -> statusOf(task).equals(List.of("WAITING")));
        assertThat(runs.countFailure(task.value())).contains(1);

        runs.begin(
                UUID.randomUUID(),
                task.value(),
                instance.value(),
                task.value(),
                null,
                FlowTrigger.QUEUED.name(),
                clock.instant().plusSeconds(600));

        assertThat(jdbc.sql("select failures from flow_run where contact_id = :contact")
                        .param("contact", task.value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
