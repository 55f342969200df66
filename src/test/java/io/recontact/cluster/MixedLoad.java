package io.recontact.cluster;

import io.recontact.consistency.History;
import io.recontact.consistency.Operation;
import io.recontact.testing.AgentClient;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.Node;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.connectparticipant.model.ChatItemType;
import tools.jackson.databind.JsonNode;

/**
 * Customers who talk in chats with open websockets, customers whose flow puts them into a queue, and agents who accept
 * those, until it is stopped. Everything that nodes answer to customers is in a history.
 */
final class MixedLoad implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MixedLoad.class);

    private static final int TALKERS = 4;
    private static final int QUEUERS = 2;
    private static final int AGENTS = 2;
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The message of the flow before it queues the contact. */
    static final String WELCOME = "Please wait for an agent";

    private final LoadClient client;
    private final Service.Tenant tenant;
    private final String flow;
    private final History history = new History();
    private final List<Talk> talks = new ArrayList<>();
    private final Queue<String> queued = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<LoadClient.Target, Long> firstWrites = new ConcurrentHashMap<>();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor();

    /** A chat for the whole time, with a websocket on each node. */
    private record Talk(String contact, String token, List<Participant> participants, List<LiveSocket> sockets) {}

    private interface Work {
        void run() throws InterruptedException;
    }

    private MixedLoad(LoadClient client) {
        this.client = client;
        this.tenant = client.anyNode().calls().newTenant();
        this.flow = tenant.connect()
                .createContactFlow(r -> r.instanceId(tenant.instance())
                        .name("queue")
                        .type("CONTACT_FLOW")
                        .content(flow(AgentClient.basicQueue(tenant))))
                .contactFlowId();
    }

    static MixedLoad start(List<Node> nodes) throws InterruptedException {
        var load = new MixedLoad(new LoadClient(nodes));
        for (int i = 0; i < TALKERS; i++) {
            var talk = load.newTalk();
            load.talks.add(talk);
            // Both send at once, mostly through two nodes.
            load.repeat(load.customers, () -> load.talk(talk));
            load.repeat(load.customers, () -> load.talk(talk));
        }
        for (int i = 0; i < QUEUERS; i++) {
            load.repeat(load.customers, load::queue);
        }
        for (int i = 0; i < AGENTS; i++) {
            var agent = AgentClient.hire(load.tenant, load.client.anyNode().raw())
                    .available()
                    .user();
            load.repeat(load.agents, () -> load.serve(agent));
        }
        return load;
    }

    private static String flow(String queue) {
        return """
                {"Version": "2019-10-30", "StartAction": "say", "Metadata": {}, "Actions": [
                  {"Identifier": "say", "Type": "MessageParticipant", "Parameters": {"Text": "%s"},
                   "Transitions": {"NextAction": "queue", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
                  {"Identifier": "queue", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "%s"},
                   "Transitions": {"NextAction": "transfer", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
                  {"Identifier": "transfer", "Type": "TransferContactToQueue", "Parameters": {},
                   "Transitions": {"NextAction": "end", "Errors": [
                     {"ErrorType": "QueueAtCapacity", "NextAction": "end"},
                     {"ErrorType": "NoMatchingError", "NextAction": "end"}]}},
                  {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}
                """.formatted(WELCOME, queue);
    }

    private void repeat(ExecutorService threads, Work work) {
        threads.execute(() -> {
            try {
                while (!threads.isShutdown()) {
                    work.run();
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | AssertionError e) {
                log.error("A client has not got what it was due", e);
                failures.add(e);
            }
        });
    }

    private Talk newTalk() throws InterruptedException {
        var started = start(tenant.flow());
        var participants = client.nodes().stream()
                .map(node -> Participant.connect(node.participants(), started.token()))
                .toList();
        var sockets = new ArrayList<LiveSocket>();
        for (var participant : participants) {
            var begin = History.now();
            var name = "%s at node %d".formatted(started.contact(), sockets.size() + 1);
            sockets.add(LiveSocket.subscribe(participant.websocketUrl(), item -> hear(name, item)));
            history.add(new Operation.Subscribe(started.contact(), name, name, begin, History.now()));
        }
        return new Talk(started.contact(), started.token(), participants, sockets);
    }

    private void hear(String socket, JsonNode item) {
        var isMessage = item.path("Type").asString().equals("MESSAGE");
        history.add(new Operation.Push(
                socket,
                new Operation.Item(
                        item.path("Id").asString(),
                        isMessage ? item.path("Content").asString() : null),
                History.now()));
    }

    private record Started(String contact, String token) {}

    private Started start(String flow) throws InterruptedException {
        var clientToken = UUID.randomUUID().toString();
        var tokens = new ConcurrentLinkedQueue<String>();
        var contact = client.answer(node -> history.start(clientToken, () -> {
            var answer = node.of(tenant).start(chat -> chat.contactFlowId(flow).clientToken(clientToken));
            tokens.add(answer.participantToken());
            return answer.contactId();
        }));
        return new Started(contact, tokens.element());
    }

    /** Sends messages through any node, and reads the transcript. */
    private void talk(Talk talk) throws InterruptedException {
        for (int i = 0; i < 20 && !customers.isShutdown(); i++) {
            var token = UUID.randomUUID().toString();
            client.answer(node -> send(node, talk, token));
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        read(talk);
    }

    private String send(LoadClient.Target node, Talk talk, String token) {
        var connection = talk.participants().getFirst().connectionToken();
        var id = history.send(
                talk.contact(),
                token,
                token,
                () -> node.participants()
                        .sendMessage(r -> r.connectionToken(connection)
                                .contentType("text/plain")
                                .content(token)
                                .clientToken(token))
                        .id());
        firstWrites.putIfAbsent(node, System.nanoTime());
        return id;
    }

    private void read(Talk talk) throws InterruptedException {
        client.answer(node -> history.read(
                talk.contact(),
                "reader of " + talk.contact(),
                null,
                () -> Participant.connect(node.participants(), talk.token()).everything().stream()
                        .map(item -> new Operation.Item(
                                item.id(), item.type() == ChatItemType.MESSAGE ? item.content() : null))
                        .toList()));
    }

    /** Starts a chat whose flow queues it. */
    private void queue() throws InterruptedException {
        var started = start(flow);
        client.answer(node -> Participant.join(node.participants(), started.token()));
        queued.add(started.contact());
        TimeUnit.MILLISECONDS.sleep(10 * PAUSE.toMillis());
    }

    /** Brings each contact of an agent to its next state. */
    private void serve(String agent) throws InterruptedException {
        var node = client.anyNode();
        var own = new AgentClient(node.of(tenant), node.raw(), agent);
        for (var contact : client.answerOf(own::data).contacts()) {
            var state = contact.agentContactStateAsString();
            var action = switch (state) {
                case "CONNECTING" -> "accept";
                case "CONNECTED" -> "end";
                default -> "clear";
            };
            if (client.call(() -> own.post(contact.contactId(), action, "")) && !state.equals("MISSED")) {
                acknowledged.add("%s %s %s".formatted(contact.contactId(), action, agent));
            }
        }
    }

    /** Waits for a number of answers from now on. */
    void awaitProgress(int answers) {
        var before = client.answered();
        Awaitility.await().atMost(PATIENCE).until(() -> client.answered() >= before + answers || !failures.isEmpty());
    }

    /** Expects the next write of each node from now on. */
    void expectWrites() {
        firstWrites.clear();
    }

    /** Waits for those writes, and returns the times of their acknowledgements in the order of the nodes. */
    List<Long> awaitWrites() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> firstWrites.keySet().containsAll(client.nodes()));
        return client.nodes().stream().map(firstWrites::get).toList();
    }

    /**
     * Stops the customers, waits until all queued contacts have an agent, and stops the agents. Then reads all talks a
     * last time, and waits until their websockets have received the last item.
     */
    void finish() throws InterruptedException {
        end(customers);
        for (var contact : queued) {
            Awaitility.await("an agent of " + contact).atMost(PATIENCE).until(() -> hasAgent(contact));
        }
        end(agents);
        for (var talk : talks) {
            read(talk);
            var kept = talk.participants().getFirst().everything().getLast().id();
            for (var socket : talk.sockets()) {
                socket.awaitItem(item -> item.path("Id").asString().equals(kept));
                if (socket.isClosed()) {
                    failures.add(new IllegalStateException("A websocket of %s was closed".formatted(talk.contact())));
                }
            }
        }
    }

    private void end(ExecutorService threads) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            failures.add(new IllegalStateException("Clients have not ended"));
        }
    }

    private boolean hasAgent(String contact) throws InterruptedException {
        return client.answer(node -> node.of(tenant)
                        .connect()
                        .describeContact(r -> r.instanceId(tenant.instance()).contactId(contact))
                        .contact()
                        .agentInfo())
                != null;
    }

    History history() {
        return history;
    }

    LoadClient client() {
        return client;
    }

    String instance() {
        return tenant.instance();
    }

    /** The contacts that customers were told to be in the flow with a queue. */
    List<String> queued() {
        return List.copyOf(queued);
    }

    /** The contact, the action and the agent of each call of an agent that was answered. */
    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        customers.shutdownNow();
        agents.shutdownNow();
        talks.forEach(talk -> talk.sockets().forEach(LiveSocket::abort));
    }
}
