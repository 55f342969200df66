package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.configuration.UserId;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ContactCenter;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

/** No two agents accept one contact, and no contact is lost between agents: real threads on a real database. */
@ServiceTest
class RoutingRaceTests {

    private final ContactCenter center;
    private final Service.Tenant tenant;
    private final String queue;
    private final OfferMatcher matcher;
    private final Router router;
    private final JdbcClient jdbc;
    private final MutableClock clock;

    RoutingRaceTests(ContactCenter center, OfferMatcher matcher, Router router, JdbcClient jdbc, MutableClock clock) {
        this.center = center;
        this.tenant = center.tenant();
        this.queue = center.queue();
        this.matcher = matcher;
        this.router = router;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Agents of the basic profile have five slots each. */
    @Test
    void offersEachContactToOneAgentUnderConcurrency() {
        var agents = ConcurrentCalls.run(8, _ -> center.hire().available());
        var chats = ConcurrentCalls.run(8, _ -> {
            var mine = new ArrayList<String>();
            for (int i = 0; i < 5; i++) {
                mine.add(center.waitingContact());
            }
            return mine;
        });
        ConcurrentCalls.run(16, number -> {
            var agent = new UserId(UUID.fromString(agents.get(number % 8).user()));
            while (matcher.offerNext(agent).isPresent()) {
                // until no offer is left
            }
            return number;
        });
        router.sweep();
        var held = new ArrayList<String>();
        for (var agent : agents) {
            var offers = agent.offers();
            assertThat(offers).hasSizeLessThanOrEqualTo(5);
            held.addAll(offers);
        }
        assertThat(held)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        chats.stream().flatMap(List::stream).toList());
    }

    @RepeatedTest(5)
    void givesATransferredContactToOneOfTwoAcceptingAgents() {
        var first = center.hire().available();
        var chat = center.waitingContact();
        first.awaitOffer();
        var second = center.hire().available();
        var answers = ConcurrentCalls.run(3, number -> switch (number) {
            case 0 -> first.tryAccept(chat).statusCode();
            case 1 -> {
                var refused = first.post(chat, "reject", "").statusCode();
                router.sweep();
                yield refused;
            }
            default -> second.offers().contains(chat) ? second.tryAccept(chat).statusCode() : 404;
        });
        var holders = jdbc.sql("""
                        select count(*) from agent_contact where contact_id = :contact and state = 'CONNECTED'
                        """)
                .param("contact", UUID.fromString(chat))
                .query(Integer.class)
                .single();
        var accepted = answers.get(0) == 200 ? 1 : 0;
        assertThat(answers.get(0) == 200 && answers.get(1) == 200)
                .as("accepted and refused")
                .isFalse();
        assertThat(holders)
                .isEqualTo(accepted + (answers.get(2) == 200 ? 1 : 0))
                .isLessThanOrEqualTo(1);
        assertThat(tenant.describe(chat).agentInfo() == null).isEqualTo(holders == 0);
    }

    @RepeatedTest(5)
    void acceptsOrWithdrawsAnOfferNeverBoth() {
        var agent = center.hire().available();
        var chat = center.waitingContact();
        agent.awaitOffer();
        clock.advance(Duration.ofMillis(19_900));
        var answers = ConcurrentCalls.run(2, number -> {
            if (number == 0) {
                return agent.tryAccept(chat).statusCode();
            }
            clock.advance(Duration.ofMillis(200));
            router.sweep();
            return 0;
        });
        assertThat(agent.stateOf(chat)).isEqualTo(answers.getFirst() == 200 ? "CONNECTED" : "MISSED");
        var waits = jdbc.sql("select count(*) from queued_contact where contact_id = :contact")
                .param("contact", UUID.fromString(chat))
                .query(Integer.class)
                .single();
        assertThat(waits).isEqualTo(answers.getFirst() == 200 ? 0 : 1);
    }

    @RepeatedTest(5)
    void endsTheContactWhenTheCustomerLeavesDuringAnAccept() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.awaitOffer();
        var answers = ConcurrentCalls.run(2, number -> {
            if (number == 0) {
                return agent.tryAccept(chat.contact()).statusCode();
            }
            chat.customer().disconnect();
            return 0;
        });
        assertThat(answers.getFirst()).isIn(200, 404, 409);
        assertThat(tenant.describe(chat.contact()).disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(agent.stateOf(chat.contact())).isEqualTo(answers.getFirst() == 200 ? "ENDED" : "");
    }

    @RepeatedTest(5)
    void endsOneContactWhenTheCustomerLeavesDuringATransfer() {
        var agent = center.hire().available();
        var chat = center.waitingChat();
        agent.acceptNext();
        var answers = ConcurrentCalls.run(3, number -> switch (number) {
            case 0 ->
                agent.tryTransfer(chat.contact(), "{\"QueueId\":\"%s\"}".formatted(queue))
                        .statusCode();
            case 1 -> agent.post(chat.contact(), "end", "").statusCode();
            default -> {
                try {
                    chat.customer().disconnect();
                } catch (AccessDeniedException _) {
                    // The agent was faster, and the contact had already ended.
                }
                yield 0;
            }
        });
        assertThat(answers.subList(0, 2)).allMatch(Set.of(200, 403, 409)::contains);
        var active = jdbc.sql("""
                        select count(*) from contact where initial_contact_id = :session and disconnected_at is null
                        """)
                .param("session", UUID.fromString(chat.contact()))
                .query(Integer.class)
                .single();
        assertThat(active).as("contacts that go on without their customer").isZero();
        assertThat(jdbc.sql("select count(*) from queued_contact where instance_id = :instance")
                        .param("instance", UUID.fromString(tenant.instance()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Ending a later contact locks the session first, as accepting it does. */
    @RepeatedTest(10)
    void endsATransferredContactDuringAnAccept() {
        var first = center.hire().available();
        var chat = center.waitingChat();
        first.acceptNext();
        var second = center.hire().available();
        var next = first.transferTo(chat.contact(), second);
        second.awaitOffer();
        var answers = ConcurrentCalls.run(3, number -> switch (number) {
            case 0 -> second.tryAccept(next).statusCode();
            case 1 -> {
                try {
                    chat.customer().say("Hello?");
                } catch (AccessDeniedException _) {
                    // The contact had already ended.
                }
                yield 200;
            }
            default -> {
                tenant.stop(next);
                yield 200;
            }
        });
        assertThat(answers.getFirst()).isIn(200, 404, 409);
        assertThat(tenant.describe(next).disconnectReason()).isEqualTo("API");
        assertThat(second.stateOf(next)).isEqualTo(answers.getFirst() == 200 ? "ENDED" : "");
    }

    @RepeatedTest(10)
    void offersNoEndedContact() {
        var agents = List.of(center.hire().available(), center.hire().available());
        var chats = List.of(center.waitingChat(), center.waitingChat(), center.waitingChat());
        agents.forEach(agent -> agent.status("Offline").available());
        ConcurrentCalls.run(5, number -> {
            if (number < 2) {
                matcher.offerNext(new UserId(UUID.fromString(agents.get(number).user())));
            } else {
                chats.get(number - 2).customer().disconnect();
            }
            return number;
        });
        assertThat(jdbc.sql("select count(*) from agent_contact where instance_id = :instance")
                        .param("instance", UUID.fromString(tenant.instance()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void enforcesTheLimitOfAQueue() {
        var chats = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            chats.add(tenant.start());
        }
        var room = ConcurrentCalls.run(10, number -> center.waiting().tryEnqueue(chats.get(number), queue, 4));
        assertThat(room.stream().filter(found -> found)).hasSize(4);
    }

    @Test
    void servesAllContactsWhileAgentsComeAndGo() {
        var agents = ConcurrentCalls.run(4, _ -> center.hire().available());
        var chats = ConcurrentCalls.run(4, _ -> {
            var mine = new ArrayList<String>();
            for (int i = 0; i < 6; i++) {
                mine.add(center.waitingContact());
            }
            return mine;
        });
        var served = ConcurrentCalls.run(4, number -> {
            var mine = new ArrayList<String>();
            var agent = agents.get(number);
            for (var offers = List.of(agent.awaitOffer()); !offers.isEmpty(); offers = agent.offersWithin(3)) {
                var contact = offers.getFirst();
                if (mine.size() % 3 == 2) {
                    agent.reject(contact);
                    agent.clear(contact);
                } else {
                    agent.accept(contact);
                    agent.end(contact);
                    agent.clear(contact);
                }
                mine.add(contact);
            }
            return mine;
        });
        var everybody = new HashSet<String>();
        chats.forEach(everybody::addAll);
        var heard = new HashSet<String>();
        served.forEach(heard::addAll);
        assertThat(heard).isEqualTo(everybody);
        for (var chat : everybody) {
            assertThat(tenant.describe(chat).disconnectReason()).isEqualTo("AGENT_DISCONNECT");
        }
    }
}
