package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueReference;

/** Changed routing profiles, as agents see them. */
@ServiceTest
class RoutingProfileLifeCycleTests {

    private final Router router;
    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final ConnectClient connect;
    private final String queue;
    private final String profile;
    private final AgentClient agent;

    RoutingProfileLifeCycleTests(ContactCenter center, Router router) {
        this.router = router;
        this.center = center;
        this.tenant = center.tenant();
        this.connect = tenant.connect();
        this.queue = AgentClient.newQueue(tenant);
        this.profile = AgentClient.profile(tenant, 1, 0, center.queue());
        this.agent = center.hire(profile, 0).available();
    }

    private void associate() {
        connect.associateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                .routingProfileId(profile)
                .queueConfigs(RoutingProfileQueueConfig.builder()
                        .priority(1)
                        .delay(0)
                        .queueReference(of -> of.queueId(queue).channel(Channel.CHAT))
                        .build()));
    }

    private void limitTo(int chats) {
        connect.updateRoutingProfileConcurrency(r -> r.instanceId(tenant.instance())
                .routingProfileId(profile)
                .mediaConcurrencies(MediaConcurrency.builder()
                        .channel(Channel.CHAT)
                        .concurrency(chats)
                        .build()));
    }

    @Test
    void offersTheContactsOfAnAddedQueueAndNoneOfARemovedOne() {
        var first = center.waitingChat(queue).contact();
        assertThat(agent.offers()).isEmpty();

        associate();
        router.sweep();
        assertThat(agent.acceptNext()).isEqualTo(first);
        agent.end(first);

        connect.disassociateRoutingProfileQueues(r -> r.instanceId(tenant.instance())
                .routingProfileId(profile)
                .queueReferences(RoutingProfileQueueReference.builder()
                        .queueId(queue)
                        .channel(Channel.CHAT)
                        .build()));
        agent.clear(first);
        center.waitingChat(queue);
        var served = center.waitingContact();
        assertThat(agent.awaitOffer()).isEqualTo(served);
    }

    @Test
    void appliesAChangedConcurrencyToTheNextOffer() {
        var first = center.waitingContact();
        agent.acceptNext();
        var second = center.waitingContact();
        assertThat(agent.offers()).isEmpty();

        limitTo(2);
        router.sweep();
        assertThat(agent.acceptNext()).isEqualTo(second);

        limitTo(1);
        assertThat(agent.stateOf(first)).isEqualTo("CONNECTED");
        assertThat(agent.stateOf(second)).isEqualTo("CONNECTED");
        agent.end(first);
        agent.clear(first);
        center.waitingContact();
        router.sweep();
        assertThat(agent.offersWithin(1)).isEmpty();
    }

    @Test
    void appliesTheConcurrencyOfWorkloadTypes() {
        var path = "/routing-profiles/%s/%s/concurrency".formatted(tenant.instance(), profile);
        var changed = center.raw().post(path, """
                        {"MediaConcurrencies": [{"Channel": "CHAT", "WorkloadTypeConcurrencies": [
                            {"WorkloadType": "a", "Concurrency": 1}, {"WorkloadType": "b", "Concurrency": 1}]}]}""");
        assertThat(changed.statusCode()).isEqualTo(200);

        center.waitingContact();
        agent.acceptNext();
        center.waitingContact();
        agent.acceptNext();
        center.waitingContact();
        router.sweep();
        assertThat(agent.offersWithin(1)).isEmpty();
    }
}
