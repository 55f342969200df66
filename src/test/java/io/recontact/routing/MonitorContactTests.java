package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.Participant;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.MonitorCapability;
import software.amazon.awssdk.services.connect.model.MonitorContactResponse;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import tools.jackson.databind.json.JsonMapper;

/** Supervisors monitor chats silently and barge in. */
@ServiceTest
class MonitorContactTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final AgentClient agent;
    private final AgentClient supervisor;
    private final QueuedChats.Chat chat;
    private final Participant agentInChat;

    MonitorContactTests(ContactCenter center) {
        this.center = center;
        this.tenant = center.tenant();
        this.agent = center.hire().available();
        this.supervisor = center.hire();
        this.chat = center.waitingChat();
        this.agentInChat = center.calls().joined(agent.accept(agent.awaitOffer()));
    }

    private MonitorContactResponse monitor(AgentClient user, MonitorCapability... capabilities) {
        return tenant.connect()
                .monitorContact(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contact())
                        .userId(user.user())
                        .allowedMonitorCapabilities(capabilities));
    }

    private Participant connected(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return center.calls()
                .participant(new JsonMapper()
                        .readTree(answer.body())
                        .path("ParticipantToken")
                        .asString());
    }

    private static List<String> events(Participant participant) {
        return participant.everything().stream()
                .filter(item -> item.content() == null)
                .map(item -> item.participantRoleAsString() + " "
                        + item.contentType().substring(item.contentType().lastIndexOf('.') + 1))
                .toList();
    }

    private String monitored(AgentClient user) {
        return center.raw()
                .get("/agent/v1/instances/%s/agents/%s".formatted(tenant.instance(), user.user()))
                .body();
    }

    @Test
    void readsSilently() {
        var answer = monitor(supervisor, MonitorCapability.SILENT_MONITOR);
        assertThat(answer.contactId()).isEqualTo(chat.contact());
        assertThat(answer.contactArn()).endsWith("/contact/" + chat.contact());
        assertThat(monitored(supervisor))
                .contains(chat.contact(), "\"MonitorState\":\"SILENT_MONITOR\"")
                .doesNotContain("BARGE");

        var silent = connected(supervisor.post(chat.contact(), "monitor", ""));
        try (var socket = silent.subscribe()) {
            chat.customer().say("Is somebody listening?");
            socket.awaitMessage("Is somebody listening?");
            silent.event("connection.acknowledged");
            assertThat(silent.everything()).anyMatch(item -> "Is somebody listening?".equals(item.content()));

            assertThatThrownBy(() -> silent.say("Me")).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> silent.event("typing")).isInstanceOf(AccessDeniedException.class);
            assertThat(supervisor.post(chat.contact(), "barge", "").statusCode())
                    .isEqualTo(400);
            assertThat(events(chat.customer())).containsExactly("CUSTOMER joined", "AGENT joined");

            silent.disconnect();
            socket.awaitClosed();
        }
        chat.customer().say("And now?");
        assertThatThrownBy(silent::everything).isInstanceOf(AccessDeniedException.class);
        assertThat(monitored(supervisor)).contains("\"MonitoredContacts\":[]");
        assertThat(events(chat.customer())).containsExactly("CUSTOMER joined", "AGENT joined");
    }

    @Test
    void bargesIn() {
        monitor(supervisor, MonitorCapability.SILENT_MONITOR, MonitorCapability.BARGE);
        try (var socket = chat.customer().subscribe()) {
            var barged = connected(supervisor.post(chat.contact(), "barge", ""));
            barged.say("I am the manager");
            var said = socket.awaitMessage("I am the manager");
            assertThat(said.path("ParticipantRole").asString()).isEqualTo("SUPERVISOR");
            assertThat(said.path("DisplayName").asString()).isEqualTo("Grace");
            assertThat(monitored(supervisor)).contains("\"MonitorState\":\"BARGE\"");
            assertThat(connected(supervisor.post(chat.contact(), "barge", "")).everything())
                    .hasSameSizeAs(barged.everything());

            barged.disconnect();
            socket.awaitItem(item -> item.path("ContentType").asString("").endsWith("participant.left"));
        }
        assertThat(events(chat.customer()))
                .containsExactly("CUSTOMER joined", "AGENT joined", "SUPERVISOR joined", "SUPERVISOR left");
        assertThat(agent.stateOf(chat.contact())).isEqualTo("CONNECTED");
        assertThat(supervisor.offers()).isEmpty();
        agentInChat.say("I am still here");
    }

    @Test
    void keepsTheSupervisorOfARepeatedCall() {
        monitor(supervisor);
        var first = connected(supervisor.post(chat.contact(), "monitor", ""));
        monitor(supervisor, MonitorCapability.BARGE);
        connected(supervisor.post(chat.contact(), "barge", ""));
        first.say("The same participant");

        assertThat(events(chat.customer())).containsOnlyOnce("SUPERVISOR joined");
    }

    @Test
    void remembersTheClientToken() {
        var token = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            assertThat(tenant.connect()
                            .monitorContact(r -> r.instanceId(tenant.instance())
                                    .contactId(chat.contact())
                                    .userId(supervisor.user())
                                    .clientToken(token))
                            .contactId())
                    .isEqualTo(chat.contact());
            connected(supervisor.post(chat.contact(), "monitor", "")).disconnect();
            if (i == 0) {
                assertThat(monitored(supervisor)).contains("\"MonitoredContacts\":[]");
                monitor(supervisor);
            }
        }
        assertThatThrownBy(() -> tenant.connect()
                        .monitorContact(r -> r.instanceId(tenant.instance())
                                .contactId(chat.contact())
                                .userId(agent.user())
                                .clientToken(token)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void endsWithTheLastAgent() {
        monitor(supervisor, MonitorCapability.BARGE);
        var other = center.hire();
        monitor(other);
        connected(supervisor.post(chat.contact(), "barge", ""));
        var silent = connected(other.post(chat.contact(), "monitor", ""));
        try (var socket = silent.subscribe()) {
            var next = agent.transferToQueue(chat.contact(), center.queue());
            socket.awaitClosed();
            chat.customer().say("Not for supervisors");
            assertThat(socket.messages()).isEmpty();
            assertThat(next).isNotEqualTo(chat.contact());
        }

        assertThat(events(chat.customer()))
                .containsExactly(
                        "CUSTOMER joined",
                        "AGENT joined",
                        "SUPERVISOR joined",
                        "AGENT left",
                        "AGENT succeeded",
                        "SUPERVISOR left");
        assertThat(monitored(supervisor)).contains("\"MonitoredContacts\":[]");
        assertThat(other.post(chat.contact(), "monitor", "").statusCode()).isEqualTo(404);
    }

    @Test
    void letsFiveSupervisorsIn() {
        for (int i = 0; i < 5; i++) {
            monitor(center.hire());
        }
        assertThatThrownBy(() -> monitor(supervisor)).isInstanceOf(ServiceQuotaExceededException.class);
    }

    @Test
    void refusesContactsWithoutAnAgentAndUnknownUsers() {
        assertThatThrownBy(() -> monitor(agent)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> monitor(
                        new AgentClient(tenant, center.raw(), UUID.randomUUID().toString())))
                .isInstanceOf(ResourceNotFoundException.class);
        for (var contact : List.of(center.waitingContact(), tenant.startAndStop())) {
            assertThatThrownBy(() -> tenant.connect()
                            .monitorContact(r -> r.instanceId(tenant.instance())
                                    .contactId(contact)
                                    .userId(supervisor.user())))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThatThrownBy(() -> tenant.connect()
                        .monitorContact(r -> r.instanceId(tenant.instance())
                                .contactId(UUID.randomUUID().toString())
                                .userId(supervisor.user())))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(supervisor.post(chat.contact(), "monitor", "").statusCode()).isEqualTo(404);
    }

    @Test
    void endsWithTheUser() {
        monitor(supervisor);
        var silent = connected(supervisor.post(chat.contact(), "monitor", ""));
        try (var socket = silent.subscribe()) {
            tenant.connect().deleteUser(r -> r.instanceId(tenant.instance()).userId(supervisor.user()));
            socket.awaitClosed();
        }
        assertThatThrownBy(silent::everything).isInstanceOf(AccessDeniedException.class);
        assertThat(events(chat.customer())).containsExactly("CUSTOMER joined", "AGENT joined");
    }

    @Test
    void endsWithTheChat() {
        monitor(supervisor);
        var silent = connected(supervisor.post(chat.contact(), "monitor", ""));
        try (var socket = silent.subscribe()) {
            chat.customer().disconnect();
            socket.awaitEvent("chat.ended");
            socket.awaitClosed();
        }
        await().untilAsserted(() -> assertThat(monitored(supervisor)).contains("\"MonitoredContacts\":[]"));
    }
}
