package io.recontact.consistency;

import io.recontact.consistency.Operation.Item;
import io.recontact.consistency.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A valid history of a model of the service: each session is a list, and each call takes effect at one moment between
 * its begin and its end. The seed decides everything.
 */
final class RandomHistory {

    private static final int SESSIONS = 2;
    private static final int CLIENTS = 4;
    private static final int CALLS = 25;
    private static final long LONGEST = 1_000;

    private final Random random;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, List<Item>> sessions = new LinkedHashMap<>();
    private final List<String> contacts = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private long lastEnd;

    /** An effect of the service at a moment. */
    private record Step(long at, Runnable effect) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            return Long.compare(at, other.at);
        }
    }

    private RandomHistory(long seed) {
        this.random = new Random(seed);
    }

    static List<Operation> of(long seed) {
        return new RandomHistory(seed).run();
    }

    private List<Operation> run() {
        for (int i = 0; i < SESSIONS; i++) {
            start();
        }
        runSteps();
        for (var session : sessions.keySet()) {
            sessions.get(session).add(new Item(id(), null)); // as the customer joins
            for (int i = 0; i < CLIENTS; i++) {
                schedule(lastEnd + 1, new Client(session, session + "-client-" + i)::next);
            }
            for (int i = 0; i < 2; i++) {
                var listener = new Listener(session, session + "-listener-" + i);
                listeners.add(listener);
                schedule(lastEnd + 1, listener::subscribe);
            }
        }
        runSteps();
        var end = lastEnd + 2 * LONGEST;
        operations.add(new Operation.ListContacts(List.copyOf(contacts), end, end + 1));
        sessions.forEach((session, items) ->
                operations.add(new Operation.Read(session, "auditor", null, List.copyOf(items), end, end + 1)));
        return operations;
    }

    private void runSteps() {
        for (var step = steps.poll(); step != null; step = steps.poll()) {
            lastEnd = Math.max(lastEnd, step.at);
            step.effect.run();
        }
    }

    private void schedule(long at, Runnable effect) {
        steps.add(new Step(at, effect));
    }

    private long some() {
        return 1 + random.nextLong(LONGEST);
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Starts a chat; sometimes the first answer is lost, and the second attempt gets it. */
    private void start() {
        var contact = id();
        var token = id();
        contacts.add(contact);
        sessions.put(contact, new ArrayList<>());
        var begin = lastEnd + some();
        lastEnd = begin + some();
        if (random.nextBoolean()) {
            operations.add(new Operation.Start(token, Outcome.INFO, null, begin, lastEnd));
            begin = lastEnd;
            lastEnd = begin + some();
        }
        operations.add(new Operation.Start(token, Outcome.OK, contact, begin, lastEnd));
    }

    /** Sends and reads, one call after the other. */
    private final class Client {

        private final String session;
        private final String name;
        private final List<Item> items;
        private int calls;

        Client(String session, String name) {
            this.session = session;
            this.name = name;
            this.items = items(session);
        }

        void next() {
            if (calls++ < CALLS) {
                var begin = lastEnd;
                if (random.nextInt(3) == 0) {
                    read(begin);
                } else {
                    send(begin, id(), name + "/" + calls);
                }
            }
        }

        private void read(long begin) {
            var effect = begin + some();
            var end = effect + some();
            schedule(effect, () -> {
                var from = random.nextBoolean() || items.isEmpty() ? 0 : 1 + random.nextInt(items.size());
                operations.add(new Operation.Read(
                        session,
                        name,
                        from == 0 ? null : items.get(from - 1).id(),
                        List.copyOf(items.subList(from, items.size())),
                        begin,
                        end));
            });
            schedule(end, this::next);
        }

        private void send(long begin, String token, String content) {
            var effect = begin + some();
            var end = effect + some();
            switch (random.nextInt(8)) {
                case 0 -> attempt(token, content, Outcome.FAIL, null, begin, end);
                case 1 -> attempt(token, content, Outcome.INFO, null, begin, end); // without effect
                case 2 -> { // with an effect, perhaps after the client has given up
                    schedule(effect + some(), () -> append(content));
                    attempt(token, content, Outcome.INFO, null, begin, end);
                }
                case 3 -> { // repeated until the same effect is acknowledged
                    schedule(effect, () -> append(content));
                    attempt(token, content, Outcome.INFO, null, begin, end);
                    schedule(end, () -> {
                        var answered = lastEnd + some();
                        attempt(token, content, Outcome.OK, append(content), end, answered);
                        schedule(answered, this::next);
                    });
                    return;
                }
                default -> schedule(effect, () -> attempt(token, content, Outcome.OK, append(content), begin, end));
            }
            schedule(end, this::next);
        }

        private void attempt(
                String token, String content, Outcome outcome, @Nullable String item, long begin, long end) {
            operations.add(new Operation.Send(session, token, content, outcome, item, begin, end));
        }

        private String append(String content) {
            for (var item : items) {
                if (content.equals(item.content())) {
                    return item.id();
                }
            }
            var item = new Item(id(), content);
            items.add(item);
            listeners.forEach(listener -> listener.hear(session));
            return item.id();
        }
    }

    /** Follows a session by websockets, and reads what it missed between two of them. */
    private final class Listener {

        private final String session;
        private final String name;
        private final List<Item> items;
        private final Map<String, Integer> cursors = new HashMap<>();
        private int sockets;
        private int received;
        private String socket = "";

        Listener(String session, String name) {
            this.session = session;
            this.name = name;
            this.items = items(session);
        }

        void subscribe() {
            var begin = lastEnd;
            var effect = begin + some();
            var subscribed = effect + some();
            var gap = subscribed + 1 + some();
            var next = name + "-" + sockets++;
            schedule(effect, () -> {
                operations.add(new Operation.Subscribe(session, name, next, begin, subscribed));
                cursors.put(next, items.size());
                socket = next;
            });
            schedule(gap, () -> {
                var after = received == 0 ? null : items.get(received - 1).id();
                operations.add(new Operation.Read(
                        session, name, after, List.copyOf(items.subList(received, items.size())), subscribed + 1, gap));
            });
            if (sockets < 4) {
                schedule(gap + 5 * some(), () -> {
                    operations.add(new Operation.Disconnect(socket, lastEnd));
                    received = Math.max(1, cursors.getOrDefault(socket, 0));
                    socket = "";
                    subscribe();
                });
            }
        }

        /** The service pushes all new items, now or together with later ones. */
        void hear(String heard) {
            if (heard.equals(session) && !socket.isEmpty()) {
                var open = socket;
                schedule(lastEnd + some(), () -> {
                    if (open.equals(socket)) {
                        var cursor = cursors.getOrDefault(open, 0);
                        for (var item : items.subList(cursor, items.size())) {
                            operations.add(new Operation.Push(open, item, lastEnd));
                        }
                        cursors.put(open, items.size());
                    }
                });
            }
        }
    }

    private List<Item> items(String session) {
        return sessions.computeIfAbsent(session, _ -> new ArrayList<>());
    }
}
