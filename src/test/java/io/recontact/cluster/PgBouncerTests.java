package io.recontact.cluster;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.PgBouncer;
import io.recontact.testing.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes behind PgBouncer. */
@Tag("cluster")
class PgBouncerTests {

    @Test
    void carriesNodesWithSessions() {
        try (var pooler = PgBouncer.start("pool_mode = session", "ignore_startup_parameters = extra_float_digits");
                var here = node(pooler);
                var there = Node.on(pooler.url(), "any", "any", "--recontact.delivery.poll-every=1d")) {
            var calls = new Service.Calls(here.endpoint(), new MutableClock());
            var chat = calls.newTenant().start(_ -> {});
            try (var socket = Participant.connect(there.participants(), chat.participantToken())
                    .subscribe()) {
                calls.customerOf(chat).say("from here");
                socket.awaitMessage("from here"); // by LISTEN
            }
        }
    }

    @Test
    void isRefusedWithoutSessions() {
        try (var pooler =
                PgBouncer.start("pool_mode = transaction", "ignore_startup_parameters = extra_float_digits")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> node(pooler))
                    .withMessageContaining(
                            "The database is behind a pooler without sessions, such as PgBouncer with pool_mode=transaction: set pool_mode=session there");
        }
    }

    @Test
    void saysWhichParameterItMustAccept() {
        try (var pooler = PgBouncer.start("pool_mode = session")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> node(pooler))
                    .withMessageContaining(
                            "PgBouncer refuses the service: set ignore_startup_parameters=extra_float_digits and pool_mode=session there");
        }
    }

    private static Node node(PgBouncer pooler) {
        return Node.on(pooler.url(), "any", "any");
    }
}
