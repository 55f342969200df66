package io.recontact.routing;

import static io.recontact.configuration.ResourceSpecifications.oneOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import io.recontact.configuration.AgentStatus;
import io.recontact.configuration.AgentStatusService;
import io.recontact.configuration.ChannelSettings;
import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.InstanceService;
import io.recontact.configuration.NewInstance;
import io.recontact.configuration.NewUser;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.configuration.User;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.contact.ContactLifecycle;
import io.recontact.contact.CreateContactService;
import io.recontact.contact.NewContact;
import io.recontact.contact.UserDefinedAttributes;
import io.recontact.testing.ModuleTest;
import io.recontact.testing.MutableClock;
import io.recontact.testing.StreamlessChats;
import io.recontact.testing.UncheckedFlows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.Scenario;
import org.springframework.transaction.support.TransactionTemplate;

/** The projection of queued contacts, and which agent gets an offer of which contact. */
@ModuleTest
@Import({UncheckedFlows.class, StreamlessChats.class})
class OfferMatcherTests {

    private final InstanceService instances;
    private final QueueService queues;
    private final RoutingProfileService profiles;
    private final AgentStatusService statuses;
    private final UserService users;
    private final AgentService agents;
    private final CreateContactService contacts;
    private final ContactLifecycle lifecycle;
    private final Router router;
    private final TransactionTemplate transactions;
    private final MutableClock clock;
    private final JdbcClient jdbc;
    private InstanceId instance;
    private UUID queue;

    @SuppressWarnings("NullAway") // each test has an instance of its own
    OfferMatcherTests(
            InstanceService instances,
            QueueService queues,
            RoutingProfileService profiles,
            AgentStatusService statuses,
            UserService users,
            AgentService agents,
            CreateContactService contacts,
            ContactLifecycle lifecycle,
            Router router,
            TransactionTemplate transactions,
            MutableClock clock,
            JdbcClient jdbc) {
        this.instances = instances;
        this.queues = queues;
        this.profiles = profiles;
        this.statuses = statuses;
        this.users = users;
        this.agents = agents;
        this.contacts = contacts;
        this.lifecycle = lifecycle;
        this.router = router;
        this.transactions = transactions;
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
        queue = queues.search(instance, oneOf("type", List.of(QueueType.STANDARD)), null, 1)
                .getFirst()
                .id()
                .value();
    }

    private UserId hire() {
        var profile = profiles.page(instance, null, 1).getFirst();
        return users.create(
                        instance,
                        new NewUser(
                                "agent" + UUID.randomUUID(),
                                new User.Identity("Ada", "Lovelace", null, null, null),
                                new User.Phone(User.PhoneType.SOFT_PHONE, false, 0, null, null),
                                ChannelSettings.NONE,
                                null,
                                List.of(),
                                new RoutingProfileId(profile.id().value()),
                                null,
                                Map.of(),
                                null))
                .id();
    }

    private void becomeAvailable(UserId agent) {
        var available = statuses.search(instance, oneOf("type", List.of(AgentStatus.Type.ROUTABLE)), null, 1)
                .getFirst();
        agents.setStatus(instance, agent, available.id());
    }

    private UserId hireAvailable() {
        var agent = hire();
        becomeAvailable(agent);
        return agent;
    }

    private ContactId newTask() {
        return contacts.create(
                "StartTaskContact",
                new NewContact(
                        instance,
                        Channel.TASK,
                        InitiationMethod.API,
                        null,
                        null,
                        "Call back",
                        null,
                        Map.of(),
                        UserDefinedAttributes.NONE,
                        Map.of(),
                        null,
                        null,
                        null,
                        null),
                null);
    }

    private void enqueue(ContactId task, UUID into) {
        transactions.executeWithoutResult(
                _ -> lifecycle.enqueue(lifecycle.lock(task).orElseThrow(), into, null));
    }

    private ContactId newQueuedTask() {
        var task = newTask();
        enqueue(task, queue);
        return task;
    }

    private List<ContactId> offers(UserId agent) {
        return agents.contacts(agent).stream().map(AgentContact::contact).toList();
    }

    private boolean isQueued(ContactId task) {
        return jdbc.sql("select exists (select from queued_contact where contact_id = :task)")
                .param("task", task.value())
                .query(Boolean.class)
                .single();
    }

    @Test
    void offersAQueuedContactToAnAvailableAgent(Scenario scenario) {
        var agent = hireAvailable();
        var task = newTask();

        scenario.stimulate(() -> enqueue(task, queue))
                .andWaitForEventOfType(OfferMade.class)
                .matching(offer -> offer.agent().equals(agent.value()))
                .toArriveAndVerify(_ -> assertThat(offers(agent)).containsExactly(task));
    }

    @Test
    void offersAContactThatWasQueuedEarlier(Scenario scenario) {
        var task = newQueuedTask();
        var agent = hire();

        scenario.stimulate(() -> becomeAvailable(agent))
                .andWaitForEventOfType(OfferMade.class)
                .matching(offer -> offer.agent().equals(agent.value()))
                .toArriveAndVerify(_ -> assertThat(offers(agent)).containsExactly(task));
    }

    /** A node may be killed after it has queued a contact and before it routes it. */
    @Test
    void offersContactsWithoutANotification() {
        var agent = hireAvailable();
        var task = newTask();
        jdbc.sql("""
                        insert into queued_contact (
                            contact_id, instance_id, queue_id, channel, priority, enqueued_at, waiting_since)
                        values (:contact, :instance, :queue, 'TASK', 5, :now, :now)
                        """)
                .param("contact", task.value())
                .param("instance", instance.value())
                .param("queue", queue)
                .param("now", clock.instant().plusSeconds(30)) // the decision about the new agent must not find it
                .update();
        assertThat(offers(agent)).isEmpty();
        clock.advance(Duration.ofSeconds(30));

        router.sweep();

        assertThat(offers(agent)).containsExactly(task);
    }

    @Test
    void offersToTheAgentWhoHasBeenIdleLongest() {
        var idle = new ArrayList<UserId>();
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(1));
            idle.add(hireAvailable());
        }
        for (var agent : idle) {
            var task = newQueuedTask();
            Awaitility.await().untilAsserted(() -> assertThat(offers(agent)).containsExactly(task));
            clock.advance(Duration.ofSeconds(1));
        }

        // All have free slots, and the first one is idle for longest again.
        var task = newQueuedTask();
        Awaitility.await().until(() -> offers(idle.getFirst()).contains(task));
    }

    @Test
    void withdrawsTheOfferOfAContactThatEnds(Scenario scenario) {
        var agent = hireAvailable();
        var task = newQueuedTask();
        Awaitility.await().untilAsserted(() -> assertThat(offers(agent)).containsExactly(task));

        scenario.stimulate(() -> lifecycle.end(task, DisconnectReason.API))
                .andWaitForEventOfType(AgentAvailable.class)
                .matching(free -> free.agent().equals(agent.value()))
                .toArriveAndVerify(_ -> {
                    assertThat(offers(agent)).isEmpty();
                    assertThat(isQueued(task)).isFalse();
                });
    }
}
