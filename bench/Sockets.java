import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Participants of chats with their websockets, as ChatJS opens them and keeps them. It is told what to do by live.py, a
 * command a line on standard input, and answers each with a line of JSON. The first thing that goes wrong ends it, with
 * a sentence on standard error: an answer that is no success, a websocket that closes, a heartbeat without an echo, a
 * push that is lost, doubled or out of order.
 */
final class Sockets {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(10); // as ChatJS does
    private static final int OPENED_AT_ONCE = 32;
    private static final int SENT_AT_ONCE = 8;

    /** An item within a frame, which is JSON within JSON; only messages have a content. */
    private static final Pattern PUSHED = Pattern.compile("\\\\\"Content\\\\\":\\\\\"message (\\d+)\\\\\"");

    private static final Pattern SAID = Pattern.compile("\"Content\":\"message (\\d+)\"");

    private record Heard(int message, long at) {}

    private static final class Chat {

        final List<Participant> participants = new ArrayList<>();
        final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();

        /** Who speaks. */
        Participant customer() {
            return participants.getFirst();
        }

        boolean hasHeardAll() {
            return participants.stream().allMatch(participant -> participant.heard.size() >= acknowledged.size());
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(1);
    private final List<Chat> chats;
    private final List<Participant> participants;
    private final Queue<Long> echoes = new ConcurrentLinkedQueue<>();
    private final List<Participant> open = new ArrayList<>();
    private int messages;
    private volatile boolean isClosing;

    /** The file has a line for each participant: the number of the chat and the participant token, customers first. */
    private Sockets(Path file) throws IOException {
        var byNumber = new LinkedHashMap<String, Chat>();
        participants = new ArrayList<>();
        for (var line : Files.readAllLines(file)) {
            var fields = line.split("\t");
            var participant = new Participant(fields[1]);
            participants.add(participant);
            byNumber.computeIfAbsent(fields[0], _ -> new Chat()).participants.add(participant);
        }
        chats = List.copyOf(byNumber.values());
    }

    public static void main(String[] arguments) throws IOException {
        var sockets = new Sockets(Path.of(arguments[0]));
        var commands = new BufferedReader(new InputStreamReader(System.in));
        try {
            for (var line = commands.readLine(); line != null; line = commands.readLine()) {
                System.out.println(sockets.obey(line.split(" ")));
            }
        } catch (Exception e) {
            fail(e.toString());
        }
        System.exit(0);
    }

    private String obey(String[] words) throws Exception {
        return switch (words[0]) {
            case "open" -> open(words[1], Integer.parseInt(words[2]));
            case "hold" -> hold(Integer.parseInt(words[1]));
            case "warm" -> send(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), SENT_AT_ONCE);
            case "send" -> send(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]), Integer.MAX_VALUE);
            case "close" -> close(words[1]);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** Connects so many further participants at a node and subscribes their websockets. */
    private String open(String node, int number) throws Exception {
        var begin = System.nanoTime();
        var next = participants.subList(open.size(), open.size() + number);
        try (var threads = Executors.newFixedThreadPool(OPENED_AT_ONCE)) {
            var opening = new ArrayList<Callable<Void>>();
            for (var participant : next) {
                opening.add(() -> {
                    participant.open(node);
                    return null;
                });
            }
            for (var opened : threads.invokeAll(opening)) {
                opened.get();
            }
        }
        open.addAll(next);
        return json("{\"open\": %d, \"seconds\": %.3f}", open.size(), seconds(begin));
    }

    /** Keeps the websockets, with nothing but heartbeats. */
    private String hold(int seconds) throws InterruptedException {
        echoes.clear();
        var begin = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(seconds));
        var times = sorted(echoes);
        return json(
                "{\"heartbeats\": %d, \"seconds\": %.3f, \"p50\": %.3f, \"p99\": %.3f}",
                times.length, seconds(begin), percentile(times, 50), percentile(times, 99));
    }

    /**
     * Has customers say something at a node, at a fixed rate unless so many are under way, and waits until everybody has
     * heard it. All times are counted from when a message was due, so that those that had to wait for others tell so.
     */
    private String send(String node, int rate, int seconds, int most) throws Exception {
        var first = messages;
        var due = new long[rate * seconds];
        var answers = new ConcurrentLinkedQueue<Long>();
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
                    var body = "{\"ContentType\":\"text/plain\",\"Content\":\"message %d\"}".formatted(message);
                    post(node, "message", chat.customer().connectionToken, body);
                    var took = System.nanoTime() - dueAt;
                    chat.acknowledged.add(message);
                    answers.add(took); // the last, as it is what tells that the message is done with
                    underWay.release();
                } catch (Exception e) {
                    fail("Message %d is not answered: %s".formatted(message, e));
                }
            });
        }
        var sent = messages - first;
        await("all answers", () -> answers.size() == sent);
        var took = seconds(begin);
        // A lost push is found when the next one of its chat arrives, or by the poll of the service.
        await("all pushes", () -> chats.stream().allMatch(Chat::hasHeardAll));
        chats.forEach(Sockets::requireOneOrder);
        var delays = new ArrayList<Long>();
        for (var participant : open) {
            for (var heard : participant.heard) {
                if (heard.message() >= first) {
                    delays.add(heard.at() - due[heard.message() - first]);
                }
            }
        }
        var pushes = sorted(delays);
        var answered = sorted(answers);
        return json(
                """
                {"messages": %d, "seconds": %.3f, "answered_p50": %.3f, "answered_p99": %.3f, "pushes": %d, \
                "p50": %.3f, "p99": %.3f, "longest": %.3f}""",
                sent, took, percentile(answered, 50), percentile(answered, 99),
                pushes.length, percentile(pushes, 50), percentile(pushes, 99), percentile(pushes, 100));
    }

    /** Holds what was pushed against the transcripts at a node, and closes all websockets. */
    private String close(String node) throws Exception {
        for (var chat : chats) {
            requireOneOrder(chat);
            if (!chat.acknowledged.isEmpty()) {
                requireTheOrderOf(transcript(node, chat), chat);
            }
        }
        heart.shutdownNow();
        isClosing = true;
        for (var participant : open) {
            participant.socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        for (var participant : open) {
            participant.closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        return json("{\"closed\": %d}", open.size());
    }

    /** Everybody in a chat must have heard the same, each message once, and nothing that was not acknowledged. */
    private static void requireOneOrder(Chat chat) {
        var expected = numbers(chat.customer());
        if (new HashSet<>(expected).size() != expected.size()) {
            fail("Messages were pushed twice: " + expected);
        }
        if (!new HashSet<>(chat.acknowledged).equals(new HashSet<>(expected))) {
            fail("Pushed were %s, but acknowledged %s".formatted(expected, chat.acknowledged));
        }
        for (var participant : chat.participants) {
            if (!numbers(participant).equals(expected)) {
                fail("One hears %s, another one %s".formatted(expected, numbers(participant)));
            }
        }
    }

    private static void requireTheOrderOf(List<Integer> transcript, Chat chat) {
        if (!numbers(chat.customer()).equals(transcript)) {
            fail("Pushed were %s, but the transcript has %s".formatted(numbers(chat.customer()), transcript));
        }
    }

    private List<Integer> transcript(String node, Chat chat) throws Exception {
        var newestFirst = new ArrayList<Integer>();
        var next = "";
        do {
            var body = "{\"MaxResults\":100,\"ScanDirection\":\"BACKWARD\"%s}"
                    .formatted(next.isEmpty() ? "" : ",\"NextToken\":\"" + next + "\"");
            var page = post(node, "transcript", chat.customer().connectionToken, body);
            SAID.matcher(page).results().map(found -> Integer.valueOf(found.group(1))).forEach(newestFirst::add);
            next = member(page, "NextToken");
        } while (!next.isEmpty());
        return newestFirst.reversed();
    }

    private static List<Integer> numbers(Participant participant) {
        synchronized (participant.heard) {
            return participant.heard.stream().map(Heard::message).toList();
        }
    }

    private String post(String node, String operation, String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(node + "/participant/" + operation))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Amz-Bearer", token)
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            fail("%s is answered %d: %s".formatted(operation, response.statusCode(), response.body()));
        }
        return response.body();
    }

    /** Somebody in a chat, and the websocket. */
    private final class Participant implements WebSocket.Listener {

        final String token;
        final List<Heard> heard = Collections.synchronizedList(new ArrayList<>(0));
        final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder(0);
        volatile String connectionToken = "";
        volatile WebSocket socket;
        private volatile long beatAt;

        Participant(String token) {
            this.token = token;
        }

        void open(String node) throws Exception {
            var connection = post(node, "connection", token, "{\"Type\":[\"WEBSOCKET\",\"CONNECTION_CREDENTIALS\"]}");
            connectionToken = member(connection, "ConnectionToken");
            socket = http.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .buildAsync(URI.create(member(connection, "Url")), this)
                    .get();
            socket.sendText("{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}", true).get();
            subscribed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            long every = HEARTBEAT_EVERY.toMillis();
            heart.scheduleAtFixedRate(this::beat, random.nextLong(every), every, TimeUnit.MILLISECONDS);
        }

        private void beat() {
            if (beatAt != 0) {
                fail("A heartbeat has not been echoed when the next one is due");
            }
            beatAt = System.nanoTime();
            socket.sendText("{\"topic\":\"aws/heartbeat\"}", true);
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            var now = System.nanoTime();
            if (last && part.isEmpty()) {
                hear(data.toString(), now);
            } else {
                part.append(data);
                if (last) {
                    hear(part.toString(), now);
                    part.setLength(0);
                }
            }
            webSocket.request(1);
            return null;
        }

        private void hear(String frame, long now) {
            if (frame.contains("\"topic\":\"aws/chat\"")) {
                var message = PUSHED.matcher(frame);
                if (message.find()) {
                    heard.add(new Heard(Integer.parseInt(message.group(1)), now));
                }
            } else if (frame.contains("\"topic\":\"aws/heartbeat\"")) {
                echoes.add(now - beatAt);
                beatAt = 0;
            } else if (frame.contains("\"status\":\"success\"")) {
                subscribed.complete(null);
            } else {
                fail("A websocket hears " + frame);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            if (!isClosing) {
                fail("A websocket was closed with " + code);
            }
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            fail("A websocket has failed: " + error);
        }
    }

    private static String member(String json, String name) {
        var found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return found.find() ? found.group(1) : fail("An answer has no " + name);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Waited for %s in vain".formatted(what));
            }
            Thread.sleep(5);
        }
    }

    private static void sleepUntil(long time) {
        for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long[] sorted(Collection<Long> times) {
        var sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** In milliseconds; the smallest time that so many per cent do not exceed. */
    private static double percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)] / 1e6;
    }

    private static String json(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    /** Never returns. Whatever is under way does not matter any more. */
    private static String fail(String reason) {
        System.err.println(reason);
        Runtime.getRuntime().halt(1);
        throw new IllegalStateException(reason);
    }
}
