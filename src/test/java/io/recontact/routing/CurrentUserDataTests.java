package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactState;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.UserDataFilters;

/** GetCurrentUserData: statuses, slots and contacts of agents. */
@ServiceTest
class CurrentUserDataTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final String queue;
    private final Router router;
    private final MutableClock clock;

    CurrentUserDataTests(ContactCenter center, Router router, MutableClock clock) {
        this.center = center;
        this.tenant = center.tenant();
        this.queue = center.queue();
        this.router = router;
        this.clock = clock;
    }

    @Test
    void setsANextStatusWhileTheAgentHasContacts() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        agent.status("Offline");
        assertThat(agent.data().status().statusName()).isEqualTo("Available");
        assertThat(agent.data().nextStatus()).isEqualTo("Offline");
        center.waitingContact();
        router.sweep();
        assertThat(agent.offers()).isEmpty();
        agent.end(chat);
        assertThat(agent.data().nextStatus()).isEqualTo("Offline");
        agent.clear(chat);
        assertThat(tenant.connect()
                        .getCurrentUserData(
                                r -> r.instanceId(tenant.instance()).filters(filters -> filters.agents(agent.user())))
                        .userDataList())
                .isEmpty();
    }

    @Test
    void setsTheStatusAtOnceWithoutContacts() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.awaitOffer();
        agent.status("Offline");
        assertThat(agent.data().nextStatus()).isEqualTo("Offline");
        chat.customer().disconnect();
        Awaitility.await().until(() -> users(f -> f.agents(agent.user())).isEmpty());
    }

    @Test
    void setsTheNextStatusAfterAMissedOffer() {
        var agent = center.hire().available();
        center.waitingContact();
        agent.awaitOffer();
        agent.status("Offline");
        clock.advance(Duration.ofSeconds(20));
        router.sweep();
        assertThat(agent.data().status().statusName()).isEqualTo("Offline");
        assertThat(agent.data().nextStatus()).isNull();
    }

    @Test
    void cancelsANextStatus() {
        var agent = center.hire().available();
        center.waitingContact();
        agent.acceptNext();
        agent.status("Offline").available();
        assertThat(agent.data().nextStatus()).isNull();
        var chat = center.waitingContact();
        assertThat(agent.awaitOffer()).isEqualTo(chat);
    }

    @Test
    void describesAgents() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        var data = agent.data();
        assertThat(data.user().arn()).endsWith(tenant.instance() + "/agent/" + agent.user());
        assertThat(data.routingProfile().id()).isEqualTo(AgentClient.basicProfile(tenant));
        assertThat(data.status().statusName()).isEqualTo("Available");
        assertThat(data.status().statusArn()).contains("/agent-state/");
        assertThat(data.contacts()).singleElement().satisfies(held -> {
            assertThat(held.contactId()).isEqualTo(chat);
            assertThat(held.channel()).isEqualTo(Channel.CHAT);
            assertThat(held.initiationMethodAsString()).isEqualTo("API");
            assertThat(held.agentContactState()).isEqualTo(ContactState.CONNECTED);
            assertThat(held.connectedToAgentTimestamp()).isEqualTo(held.stateStartTimestamp());
            assertThat(held.queue().id()).isEqualTo(queue);
        });
    }

    @Test
    void findsAgentsByQueueProfileAndState() {
        var busy = center.hire().available();
        var chat = center.waitingContact();
        busy.acceptNext();
        var special = AgentClient.newQueue(tenant);
        var idle = center.hire(AgentClient.profile(tenant, 1, 0, special), 0).available();
        assertThat(users(f -> f.queues(special))).containsExactly(idle.user());
        assertThat(users(f -> f.routingProfiles(AgentClient.basicProfile(tenant))))
                .containsExactly(busy.user());
        assertThat(users(f -> f.contactFilter(c -> c.contactStates(ContactState.CONNECTED))))
                .containsExactly(busy.user());
        assertThat(users(f -> f.contactFilter(c -> c.contactStates(ContactState.INCOMING))))
                .isEmpty();
        assertThat(users(_ -> {})).containsExactlyInAnyOrder(busy.user(), idle.user());
        assertThat(chat).isNotBlank();
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> users(f -> f.queues(special).agents(idle.user())));
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> users(f -> f.userHierarchyGroups("any")));
    }

    @Test
    void pagesThroughAgents() {
        var agents = List.of(
                center.hire().available(),
                center.hire().available(),
                center.hire().available());
        var seen = new ArrayList<String>();
        String next = null;
        do {
            var token = next;
            var page = tenant.connect()
                    .getCurrentUserData(r -> r.instanceId(tenant.instance())
                            .filters(f -> f.agents(
                                    agents.stream().map(AgentClient::user).toList()))
                            .maxResults(2)
                            .nextToken(token));
            assertThat(page.approximateTotalCount()).isEqualTo(3);
            page.userDataList().forEach(user -> seen.add(user.user().id()));
            next = page.nextToken();
        } while (next != null);
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        agents.stream().map(AgentClient::user).toList());
    }

    private List<String> users(Consumer<UserDataFilters.Builder> filters) {
        return tenant
                .connect()
                .getCurrentUserData(r -> r.instanceId(tenant.instance()).filters(filters))
                .userDataList()
                .stream()
                .map(data -> data.user().id())
                .toList();
    }

    @Test
    void refusesStatusesThatDoNotExistOrAreDisabled() {
        var agent = center.hire();
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.connect()
                        .putUserStatus(r -> r.instanceId(tenant.instance())
                                .userId(agent.user())
                                .agentStatusId(UUID.randomUUID().toString())));
        var disabled = tenant.connect()
                .createAgentStatus(
                        r -> r.instanceId(tenant.instance()).name("Lunch").state("DISABLED"))
                .agentStatusId();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.connect()
                        .putUserStatus(r -> r.instanceId(tenant.instance())
                                .userId(agent.user())
                                .agentStatusId(disabled)));
    }

    @Test
    void dismissesOnlyEndedContacts() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.acceptNext();
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> tenant.connect()
                        .dismissUserContact(r -> r.instanceId(tenant.instance())
                                .userId(agent.user())
                                .contactId(chat)));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> tenant.connect()
                        .dismissUserContact(r -> r.instanceId(tenant.instance())
                                .userId(agent.user())
                                .contactId(UUID.randomUUID().toString())));
    }
}
