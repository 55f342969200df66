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
        try (var pooler = PgBouncer.start("session");
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
        try (var pooler = PgBouncer.start("transaction")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> node(pooler))
                    .withMessageContaining(
                            "The database is behind a pooler without sessions, such as PgBouncer with pool_mode=transaction: set pool_mode=session there");
        }
    }

    /** The driver sends the schema as a parameter that PgBouncer must be told to ignore. */
    @Test
    void isNotWaitedForIfItRefusesAParameter() {
        try (var pooler = PgBouncer.start("session")) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Node.on(pooler.url() + "?currentSchema=public", "any", "any"))
                    .withMessageContaining(
                            "The database refuses the service: FATAL: unsupported startup parameter: search_path");
        }
    }

    private static Node node(PgBouncer pooler) {
        return Node.on(pooler.url(), "any", "any");
    }
}
