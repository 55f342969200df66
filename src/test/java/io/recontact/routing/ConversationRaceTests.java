package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Participant;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;

/**
 * Customers and agents send messages, leave, transfer, end and resume chats at random and at the same time: real
 * threads on a real database. No acknowledged message is lost or duplicated, and no row of an ended contact remains.
 */
@ServiceTest
class ConversationRaceTests {

    private static final int CUSTOMERS = 4;
    private static final int AGENTS = 3;
    private static final int STEPS = 25;

    private static final Set<Integer> DONE_OR_TOO_LATE = Set.of(200, 400, 403, 404, 409);

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final String queue;
    private final RawCalls raw;
    private final QueuedChats waiting;
    private final Router router;
    private final JdbcClient jdbc;
    private final Collection<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Collection<String> saidAfterLeaving = new ConcurrentLinkedQueue<>();
    private final Collection<HttpResponse<String>> agentAnswers = new ConcurrentLinkedQueue<>();

    ConversationRaceTests(Service.Calls calls, RawCalls raw, QueuedChats waiting, Router router, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.queue = AgentClient.basicQueue(tenant);
        this.raw = raw;
        this.waiting = waiting;
        this.router = router;
        this.jdbc = jdbc;
    }

    @Test
    void losesAndDuplicatesNoMessage() {
        var seed = new Random().nextLong();
        var agents =
                ConcurrentCalls.run(AGENTS, _ -> AgentClient.hire(tenant, raw).available());

        ConcurrentCalls.run(CUSTOMERS + AGENTS, number -> {
            var random = new Random(seed + number);
            if (number < CUSTOMERS) {
                new Customer(number, random).run();
            } else {
                new Agent(number, agents.get(number - CUSTOMERS), random).run();
            }
            return number;
        });

        assertThat(agentAnswers)
                .as("seed %d", seed)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isIn(DONE_OR_TOO_LATE));
        assertThat(saidAfterLeaving).as("seed %d", seed).isEmpty();
        assertThat(said()).as("messages, seed %d", seed).containsExactlyInAnyOrderElementsOf(acknowledged);
        violations()
                .forEach((rule, sql) -> assertThat(jdbc.sql(sql)
                                .param("instance", UUID.fromString(tenant.instance()))
                                .query(UUID.class)
                                .list())
                        .as("%s, seed %d", rule, seed)
                        .isEmpty());
    }

    /** Returns false if the message was refused because its sender had left or the chat had ended. */
    private boolean say(Participant participant, String text) {
        try {
            participant.say(text);
            acknowledged.add(text);
            return true;
        } catch (AccessDeniedException _) {
            return false;
        }
    }

    /** Sends messages, and starts a persistent chat whenever the last one has ended. */
    private final class Customer {

        private final int number;
        private final Random random;
        private QueuedChats.Chat chat;

        Customer(int number, Random random) {
            this.number = number;
            this.random = random;
            this.chat = waiting.in(tenant, queue);
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                var resumes = switch (random.nextInt(12)) {
                    case 0 -> !leave();
                    case 1 -> !stop();
                    case 2 -> leaveWhileSending("c%d-%d".formatted(number, step));
                    default -> say(chat.customer(), "c%d-%d".formatted(number, step));
                };
                if (!resumes) {
                    resume();
                }
            }
        }

        private boolean leave() {
            try {
                chat.customer().disconnect();
            } catch (AccessDeniedException _) {
                // The contact had already ended.
            }
            return true;
        }

        private boolean leaveWhileSending(String text) {
            var talking = CompletableFuture.runAsync(() -> say(chat.customer(), text));
            leave();
            talking.join();
            return false;
        }

        /** Returns false if the session has moved to another contact, or has ended. */
        private boolean stop() {
            try {
                tenant.stop(chat.contact());
                return true;
            } catch (ContactNotFoundException _) {
                return false;
            }
        }

        private void resume() {
            var past = chat.contact();
            var started = tenant.start(c -> c.persistentChat(
                    p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(past)));
            var customer = calls.joined(started.participantToken());
            waiting.enqueue(started.contactId(), queue);
            chat = new QueuedChats.Chat(started.contactId(), customer);
        }
    }

    /** Accepts offers, sends messages, transfers and leaves, often at the same time. */
    private final class Agent {

        private final int number;
        private final AgentClient agent;
        private final Random random;
        private final Map<String, Participant> held = new LinkedHashMap<>();

        Agent(int number, AgentClient agent, Random random) {
            this.number = number;
            this.agent = agent;
            this.random = random;
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                if (held.size() < 2) {
                    acceptOffers();
                }
                if (!held.isEmpty()) {
                    var contact = List.copyOf(held.keySet()).get(random.nextInt(held.size()));
                    act(contact, "a%d-%d".formatted(number, step));
                }
            }
        }

        private void acceptOffers() {
            if (random.nextInt(4) == 0) {
                router.sweep();
            }
            for (var contact : agent.offers()) {
                var answer = agent.tryAccept(contact);
                agentAnswers.add(answer);
                if (answer.statusCode() == 200) {
                    try {
                        String token = JsonPath.read(answer.body(), "$.ParticipantToken");
                        held.put(contact, calls.participant(token));
                    } catch (AccessDeniedException _) {
                        done(contact); // the customer was faster
                    }
                }
            }
        }

        private void act(String contact, String text) {
            var self = Objects.requireNonNull(held.get(contact));
            switch (random.nextInt(6)) {
                case 0 -> leave(contact, self, text, "transfer", "{\"QueueId\":\"%s\"}".formatted(queue));
                case 1 -> leave(contact, self, text, "end", "");
                default -> {
                    if (!say(self, text)) {
                        done(contact);
                    }
                }
            }
        }

        private void leave(String contact, Participant self, String text, String action, String body) {
            var talking = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 5; i++) {
                    say(self, text + "-" + i);
                }
            });
            agentAnswers.add(agent.post(contact, action, body));
            talking.join();
            if (say(self, text + "-late")) {
                saidAfterLeaving.add(text);
            }
            done(contact);
        }

        private void done(String contact) {
            held.remove(contact);
            agentAnswers.add(agent.post(contact, "clear", ""));
        }
    }

    private List<String> said() {
        return new ArrayList<>(jdbc.sql("""
                        select content
                        from transcript_item join chat_session session on session.id = session_id
                        where session.instance_id = :instance and type = 'MESSAGE' and role in ('CUSTOMER', 'AGENT')
                        """)
                .param("instance", UUID.fromString(tenant.instance()))
                .query(String.class)
                .list());
    }

    /** Statements that find violations of the rules. */
    private static Map<String, String> violations() {
        return Map.of(
                "sequences without gaps", """
                        select session.id
                        from chat_session session join transcript_item on session_id = session.id
                        where session.instance_id = :instance
                        group by session.id
                        having count(*) <> max(sequence) or session.next_sequence <> max(sequence) + 1
                        """,
                "nothing said by who has left", """
                        select later.id
                        from chat_session session
                        join transcript_item gone on gone.session_id = session.id
                        join transcript_item later on later.session_id = session.id
                        where session.instance_id = :instance and gone.content_type like '%event.participant.left'
                          and later.participant_id = gone.participant_id and later.sequence > gone.sequence
                          and later.type = 'MESSAGE'
                        """,
                "items in the contact of their time", """
                        select item.id
                        from chat_session session
                        join transcript_item item on item.session_id = session.id
                        join contact other on other.initial_contact_id = session.id and other.first_sequence <= item.sequence
                        join contact said_in on said_in.id = item.contact_id
                        where session.instance_id = :instance and other.first_sequence > said_in.first_sequence
                        """,
                "one contact that goes on in a session that goes on, and none in one that is over", """
                        select session.id
                        from chat_session session
                        left join contact on contact.initial_contact_id = session.id and contact.disconnected_at is null
                        where session.instance_id = :instance
                        group by session.id
                        having count(contact.id) <> case when session.ended_at is null then 1 else 0 end
                        """,
                "slots as active chats", """
                        select slot.instance_id
                        from chat_slot slot
                        where slot.instance_id = :instance
                        group by slot.instance_id
                        having sum(taken) <> (
                            select count(*) from chat_session session
                            where session.instance_id = slot.instance_id and session.ended_at is null)
                        """,
                "nothing that waits or is held of what has ended", """
                        select contact.id
                        from contact
                        where instance_id = :instance and disconnected_at is not null
                          and (exists (select from queued_contact where contact_id = contact.id)
                               or exists (select from flow_run where flow_run.contact_id = contact.id)
                               or exists (
                                   select from agent_contact held
                                   where held.contact_id = contact.id and held.state in ('CONNECTING', 'CONNECTED')))
                        """,
                "who may speak is who is there", """
                        select session.id
                        from chat_session session
                        where session.instance_id = :instance
                          and array(select unnest(speakers) order by 1) <> array(
                              select id from participant
                              where session_id = session.id and may_speak(participant)
                              order by id)
                        """);
    }
}
