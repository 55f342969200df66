import module java.base;

/**
 * The websockets of some chats. Each method fails on the first thing that has gone wrong since the websockets were
 * opened: an answer that is no success, a websocket that closes, a heartbeat without an echo, a push that is lost,
 * doubled or out of order.
 */
final class Websockets implements AutoCloseable {

    /** Times are milliseconds since each message was due. */
    record SendResult(int messages, double seconds, Percentiles answered, Percentiles pushed) {}

    /** Times that echoes took are milliseconds. */
    record HoldResult(double seconds, Percentiles echoes) {}

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(10); // as ChatJS does
    /** The service confirms a subscription after 400 ms, because the websocket may replace another one. */
    private static final int OPENED_AT_ONCE = 128;

    private static final int SENT_AT_ONCE = 8;

    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(1);
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final List<Conversation> chats = new ArrayList<>();
    private final List<ChatClient> clients = new ArrayList<>();
    private int messages;

    /** Opens the websockets of chats at a node; each chat is a list of participant tokens, the customer's first. */
    Websockets(Service node, List<List<String>> tokens) throws Exception {
        for (var chat : tokens) {
            chats.add(new Conversation(chat.stream().map(token -> new ChatClient(token, this::fail)).toList()));
            clients.addAll(chats.getLast().clients());
        }
        var opening = clients.stream().<Callable<Void>>map(client -> () -> {
            client.open(node);
            long every = HEARTBEAT_EVERY.toMillis();
            heart.scheduleAtFixedRate(client::beat, random.nextLong(every), every, TimeUnit.MILLISECONDS);
            return null;
        });
        Tasks.run(OPENED_AT_ONCE, opening.toList());
        requireHealth();
    }

    /** Keeps the websockets, with nothing but heartbeats. */
    HoldResult hold(int seconds) {
        clients.forEach(client -> client.echoes.clear());
        var begin = System.nanoTime();
        Processes.sleep(Duration.ofSeconds(seconds).toMillis());
        requireHealth();
        var echoes = clients.stream().flatMap(client -> client.echoes.stream()).toList();
        return new HoldResult(secondsSince(begin), Percentiles.of(echoes));
    }

    /** Sends messages at up to a rate, with few of them under way. */
    void warmUp(Service node, int rate, int seconds) throws InterruptedException {
        send(node, rate, seconds, SENT_AT_ONCE);
    }

    /** Sends messages at a fixed rate, whatever the answers take. */
    SendResult send(Service node, int rate, int seconds) throws InterruptedException {
        return send(node, rate, seconds, Integer.MAX_VALUE);
    }

    /** Counts all times from when a message was due, so that a pause counts for all messages that it holds up. */
    private SendResult send(Service node, int rate, int seconds, int most) throws InterruptedException {
        var first = messages;
        var due = new long[rate * seconds];
        Queue<Double> answers = new ConcurrentLinkedQueue<>();
        var underWay = new Semaphore(most);
        var begin = System.nanoTime();
        var end = begin + seconds * 1_000_000_000L;
        for (int i = 0; i < due.length && System.nanoTime() < end; i++) {
            due[i] = begin + i * 1_000_000_000L / rate;
            sleepUntil(due[i]);
            underWay.acquire();
            var chat = chats.get(random.nextInt(chats.size()));
            var message = messages++;
            var dueAt = due[i];
            Thread.startVirtualThread(() -> {
                try {
                    chat.say(message, node);
                    answers.add((System.nanoTime() - dueAt) / 1e6);
                } catch (RuntimeException e) {
                    fail(e.getMessage());
                } finally {
                    underWay.release();
                }
            });
        }
        var sent = messages - first;
        await("all answers", () -> answers.size() == sent);
        var took = secondsSince(begin);
        // A lost push is found when the next one of its chat arrives, or by the poll of the service.
        await("all pushes", () -> chats.stream().allMatch(Conversation::hasHeardAll));
        chats.forEach(Conversation::requireOneOrder);
        var pushes = clients.stream()
                .flatMap(client -> client.heard.stream())
                .filter(heard -> heard.message() >= first)
                .map(heard -> (heard.at() - due[heard.message() - first]) / 1e6)
                .toList();
        return new SendResult(sent, took, Percentiles.of(answers), Percentiles.of(pushes));
    }

    /** Compares all pushes with the transcripts at a node. */
    void requireOrderOfTranscripts(Service node) {
        chats.forEach(Conversation::requireOneOrder);
        chats.forEach(chat -> chat.requireOrderOfTranscript(node));
    }

    @Override
    public void close() throws Exception {
        heart.shutdownNow();
        for (var client : clients) {
            client.sendClose();
        }
        for (var client : clients) {
            client.awaitClose();
        }
        requireHealth();
    }

    private void fail(String reason) {
        failure.compareAndSet(null, reason);
    }

    private void requireHealth() {
        if (failure.get() != null) {
            throw new Failure("Websockets: %s", failure.get());
        }
    }

    private void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            requireHealth();
            if (System.nanoTime() > deadline) {
                throw new Failure("Waited for %s in vain", what);
            }
            Processes.sleep(5);
        }
    }

    private static void sleepUntil(long time) {
        for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
