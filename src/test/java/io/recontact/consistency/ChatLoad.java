package io.recontact.consistency;

import io.recontact.testing.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.connect.model.ContactSearchSummary;
import software.amazon.awssdk.services.connect.model.SearchContactsTimeRangeType;

/**
 * Customers and agents who chat through changing nodes, and record all that they see in a {@link History}. Each chat
 * has a customer and an agent; both send, read, and follow the chat by a websocket. After some messages the next chat
 * begins; the websockets of the former one stay open until the end.
 */
public final class ChatLoad implements AutoCloseable {

    private static final int MESSAGES = 150;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final History history;
    private final Endpoints nodes;
    private final Random random;
    private final String instance;
    private final String flow;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Talker> customers = new CopyOnWriteArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong talking = new AtomicLong();
    private volatile boolean isOver;

    /**
     * Clients of an instance of their own.
     *
     * @param nodes at least one node, which is up
     */
    public ChatLoad(History history, Endpoints nodes, long seed) {
        this.history = history;
        this.nodes = nodes;
        this.random = new Random(seed);
        var created = new Service.Calls(nodes.any(random).uri(), Clock.systemUTC()).newTenant();
        this.instance = created.instance();
        this.flow = created.flow();
    }

    /** Begins a number of chats at a time. */
    public void begin(int chats) {
        for (int i = 0; i < chats; i++) {
            var own = new Random(random.nextLong());
            talking.incrementAndGet();
            threads.execute(() -> noting(() -> {
                while (!isOver) {
                    converse(own);
                }
                talking.decrementAndGet();
            }));
        }
    }

    /** Waits until this number of further messages is acknowledged. */
    public void awaitMessages(int number) {
        var target = acknowledged.get() + number;
        Awaitility.await().atMost(PATIENCE).until(() -> acknowledged.get() >= target || !failures.isEmpty());
        throwFailure();
    }

    /** Lets all clients finish, waits for all pushes that are due, and reads all transcripts and contacts. */
    public void finish() {
        isOver = true;
        Awaitility.await().atMost(PATIENCE).until(() -> talking.get() == 0 || !failures.isEmpty());
        throwFailure();
        listeners.forEach(Listener::awaitOpen);
        for (var customer : customers) {
            // All earlier items are pushed before this one.
            var begin = History.now();
            var id = customer.sendLast();
            listeners.stream()
                    .filter(listener -> listener.session().equals(customer.session()))
                    .forEach(listener -> listener.awaitItem(id, begin));
        }
        listeners.forEach(Listener::finish);
        throwFailure();
        customers.forEach(customer -> customer.readWhole("auditor"));
        listContacts();
    }

    private void throwFailure() {
        if (!failures.isEmpty()) {
            throw new IllegalStateException("A client has failed", failures.peek());
        }
    }

    private record Chat(String contact, String customer) {}

    /** One chat, until its clients have sent their messages. */
    private void converse(Random own) {
        var token = UUID.randomUUID().toString();
        var chat = own.nextInt(4) == 0 ? startTwice(token, own) : start(token, own);
        var customer = join(chat, "customer", chat.customer(), own);
        var agent = join(chat, "agent", invite(chat, own), own);
        customers.add(customer);
        var other = threads.submit(() -> talk(agent));
        talk(customer);
        await(other);
    }

    private Talker join(Chat chat, String role, String token, Random own) {
        var name = chat.contact() + " " + role;
        var listener =
                new Listener(history, nodes, chat.contact(), name + " socket", token, new Random(own.nextLong()));
        listeners.add(listener);
        threads.execute(() -> noting(listener::listen));
        return new Talker(history, nodes, chat.contact(), name, token, new Random(own.nextLong()));
    }

    private String invite(Chat chat, Random own) {
        var token = UUID.randomUUID().toString();
        return nodes.answer(
                own,
                node -> node.connect()
                        .createParticipant(r -> r.instanceId(instance)
                                .contactId(chat.contact())
                                .clientToken(token)
                                .participantDetails(details -> details.participantRole("AGENT")))
                        .participantCredentials()
                        .participantToken());
    }

    private void talk(Talker talker) {
        for (int n = 0; n < MESSAGES && !isOver; n++) {
            if (talker.sendOrRead(n)) {
                acknowledged.incrementAndGet();
            }
        }
    }

    private Chat start(String token, Random own) {
        return nodes.answer(own, node -> {
            var participant = new AtomicReference<>("");
            var contact = history.start(token, () -> {
                var answer = node.connect()
                        .startChatContact(r -> r.instanceId(instance)
                                .contactFlowId(flow)
                                .participantDetails(details -> details.displayName("Ada"))
                                .clientToken(token));
                participant.set(answer.participantToken());
                return answer.contactId();
            });
            return new Chat(contact, participant.get());
        });
    }

    /** Two calls with one token race, mostly at two nodes. */
    private Chat startTwice(String token, Random own) {
        var other = new Random(own.nextLong());
        var twin = threads.submit(() -> start(token, other));
        var chat = start(token, own);
        await(twin);
        return chat;
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void listContacts() {
        var begin = History.now();
        var now = Clock.systemUTC().instant();
        var found = new ArrayList<String>();
        String token = null;
        do {
            var next = token;
            var page = nodes.answer(
                    random,
                    node -> node.connect()
                            .searchContacts(r -> r.instanceId(instance)
                                    .timeRange(range -> range.type(SearchContactsTimeRangeType.INITIATION_TIMESTAMP)
                                            .startTime(now.minus(Duration.ofDays(1)))
                                            .endTime(now.plus(Duration.ofDays(1))))
                                    .maxResults(100)
                                    .nextToken(next)));
            page.contacts().stream().map(ContactSearchSummary::id).forEach(found::add);
            token = page.nextToken();
        } while (token != null);
        history.add(new Operation.ListContacts(found, begin, History.now()));
    }

    private void noting(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    @Override
    public void close() {
        isOver = true;
        listeners.forEach(Listener::finish);
        threads.shutdown();
        try {
            var _ = threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
