package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Offers that nobody answers in time. */
@ServiceTest
@RecordApplicationEvents
class MissedOfferTests {

    private final ContactCenter center;
    private final Router router;
    private final MutableClock clock;

    MissedOfferTests(ContactCenter center, Router router, MutableClock clock) {
        this.center = center;
        this.router = router;
        this.clock = clock;
    }

    @Test
    void withdrawsAnUnansweredOffer() {
        var crashed = center.hire().available();
        var chat = center.waitingContact();
        crashed.awaitOffer();
        var present = center.hire().available();
        clock.advance(Duration.ofSeconds(20));
        router.sweep();
        assertThat(crashed.stateOf(chat)).isEqualTo("MISSED");
        assertThat(present.awaitOffer()).isEqualTo(chat);
        assertThat(crashed.tryAccept(chat).statusCode()).isEqualTo(409);
    }

    /** Hundreds of offers may expire at once. A decision for each would delay those that requests cause meanwhile. */
    @Test
    void startsNoDecisionForEachMissedOffer(@Autowired ApplicationEvents events) {
        var crashed = center.hire().available();
        var chat = center.waitingContact();
        crashed.awaitOffer();
        var present = center.hire().available();
        events.clear();

        clock.advance(Duration.ofSeconds(20));
        router.sweep();
        assertThat(events.stream(ContactAvailable.class)).isEmpty();
        assertThat(events.stream(AgentAvailable.class)).isEmpty();
        assertThat(present.offers()).containsExactly(chat);
    }

    @Test
    void offersNothingAfterAMissedOfferUntilTheAgentReturns() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.awaitOffer();
        clock.advance(Duration.ofSeconds(20));
        router.sweep();
        center.waitingContact();
        router.sweep();
        assertThat(agent.offers()).isEmpty();
        agent.available();
        Awaitility.await().until(() -> agent.offers().size() == 2);
        assertThat(agent.offers()).contains(chat);
    }
}
