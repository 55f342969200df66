package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.configuration.UserId;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A routing decision reads the routing profile of the user in its statement, so every node follows a change at once.
 */
@ServiceTest
class ChangedRoutingProfileTests {

    private final ContactCenter center;
    private final OfferMatcher matcher;

    ChangedRoutingProfileTests(ContactCenter center, OfferMatcher matcher) {
        this.center = center;
        this.matcher = matcher;
    }

    private void assign(AgentClient agent, String profile) {
        center.tenant()
                .connect()
                .updateUserRoutingProfile(r -> r.instanceId(center.tenant().instance())
                        .userId(agent.user())
                        .routingProfileId(profile));
    }

    @Test
    void makesTheAgentServeOtherQueuesAtOnce() {
        var other = AgentClient.newQueue(center.tenant());
        var agent = center.hire(AgentClient.profile(center.tenant(), 5, 0, other), 0)
                .available();
        var chat = center.waitingContact();
        assertThat(agent.offers()).isEmpty();

        assign(agent, AgentClient.basicProfile(center.tenant()));

        assertThat(agent.awaitOffer()).isEqualTo(chat);
    }

    @Test
    void holdsForTheNextDecision() {
        var agent = center.hire().available();
        assign(agent, AgentClient.profile(center.tenant(), 5, 0, AgentClient.newQueue(center.tenant())));
        center.waitingContact();

        assertThat(matcher.offerNext(new UserId(UUID.fromString(agent.user())))).isEmpty();
        assertThat(agent.offers()).isEmpty();
    }
}
