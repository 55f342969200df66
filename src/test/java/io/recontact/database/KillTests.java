package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Participant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.connect.model.ContactNotFoundException;
import software.amazon.awssdk.services.connect.model.RehydrationType;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;
import software.amazon.awssdk.services.connectparticipant.model.ChatItemType;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/**
 * Kills two nodes and their PostgreSQL repeatedly, like {@code kill -9}, while customers start chats, send and read
 * messages, leave and return. A client without an answer repeats its request on another node with the same client
 * token. At the end everything that was answered must be stored, once.
 *
 * <p>Every build has a few kills; {@code -Dkills=100} sets their number. The seed {@code -Dkills.seed} decides the
 * targets and times of kills, but not the work that they interrupt.
 */
class KillTests {

    private static final Logger log = LoggerFactory.getLogger(KillTests.class);

    private static final int KILLS = Integer.getInteger("kills", 4);
    private static final long SEED = Long.getLong("kills.seed", System.nanoTime());

    private static final int CUSTOMERS = 6;
    private static final int READERS = 1;
    private static final int LONGEST_CHAIN = 4;
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** The number of answers between two kills. */
    private static final int PROGRESS = 100;

    private static final Duration BACK_WITHIN = Duration.ofMinutes(5);

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    private final Random random = new Random(SEED);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Queue<String> otherAnswers = new ConcurrentLinkedQueue<>();
    private final AtomicLong reads = new AtomicLong();
    private final List<AcknowledgedChat> chats = new CopyOnWriteArrayList<>();
    private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);
    private volatile boolean isOver;

    /** The targets of kills, with their weights. */
    private enum Victim {
        FIRST_NODE(3),
        SECOND_NODE(3),
        POSTMASTER(3),
        BACKEND(2),
        ALL(1);

        private final int share;

        Victim(int share) {
            this.share = share;
        }

        static List<Victim> byShare() {
            return Stream.of(values())
                    .flatMap(each -> Collections.nCopies(each.share, each).stream())
                    .toList();
        }
    }

    @Test
    void losesAndDuplicatesNoAnsweredRequest() throws Exception {
        var data = new DataDirectory(new DataDirectoryProperties(folder.toString()));
        var dataDirectory = new PostgresDataDirectory(data);
        var server = new DatabaseServerKiller(dataDirectory, random, BACK_WITHIN);
        var begin = System.nanoTime();
        try (var database = EmbeddedDatabase.start(
                        dataDirectory,
                        DataDirectoryLock.take(data),
                        () -> failures.add(new IllegalStateException("PostgreSQL cannot be started again")));
                var first = new RestartedNode(database);
                var second = new RestartedNode(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                AutoCloseable _ = () -> isOver = true) {
            var places = List.of(first, second);
            var customers = new ArrayList<Customer>();
            for (int i = 0; i < CUSTOMERS; i++) {
                customers.add(new Customer(places, new Random(random.nextLong())));
            }
            customers.forEach(customer -> threads.execute(() -> noting(customer::live)));
            for (int i = 0; i < READERS; i++) {
                var reader = new Reader(places, new Random(random.nextLong()));
                threads.execute(() -> noting(reader::read));
            }
            awaitProgress();
            for (int i = 0; i < KILLS; i++) {
                killOne(first, second, server);
            }
            isOver = true;
            threads.shutdown();
            assertThat(threads.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).as("seed %d", SEED).isEmpty();
            assertThat(otherAnswers).as("seed %d", SEED).isEmpty();
            assertAllAnsweredIsStored(JdbcClient.create(new DriverManagerDataSource(
                    database.getJdbcUrl(), database.getUsername(), database.getPassword())));
        } finally {
            log.info(
                    "{} kills {} in {} s: {} chats, {} messages, {} answers, {} reads of whole chats, {} repeats of what was answered, {} calls without an answer; seed {}",
                    kills.values().stream().mapToInt(Integer::intValue).sum(),
                    kills,
                    Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                    chats.size(),
                    chats.stream().mapToInt(chat -> chat.said.size()).sum(),
                    answered,
                    reads,
                    repeated,
                    unanswered,
                    SEED);
        }
    }

    private void killOne(RestartedNode first, RestartedNode second, DatabaseServerKiller server)
            throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
        if (random.nextInt(3) > 0) {
            Awaitility.await().atMost(BACK_WITHIN).until(() -> first.isUp() && second.isUp());
        }
        // While a node restarts, the target is PostgreSQL.
        var areBothUp = first.isUp() && second.isUp();
        var candidates = Victim.byShare().stream()
                .filter(each -> areBothUp || each == Victim.POSTMASTER || each == Victim.BACKEND)
                .toList();
        var victim = candidates.get(random.nextInt(candidates.size()));
        switch (victim) {
            case FIRST_NODE -> first.kill();
            case SECOND_NODE -> second.kill();
            case POSTMASTER -> server.kill();
            case BACKEND -> server.killASession();
            case ALL -> {
                server.kill();
                first.kill();
                second.kill();
            }
        }
        kills.merge(victim, 1, Integer::sum);
        var killed = System.nanoTime();
        awaitProgress();
        log.info(
                "{}: {}, and {} calls answered after {} ms",
                kills.values().stream().mapToInt(Integer::intValue).sum(),
                victim,
                PROGRESS,
                Duration.ofNanos(System.nanoTime() - killed).toMillis());
    }

    private void awaitProgress() {
        var before = answered.get();
        Awaitility.await().atMost(BACK_WITHIN).until(() -> answered.get() >= before + PROGRESS || !failures.isEmpty());
        assertThat(failures).as("seed %d", SEED).isEmpty();
    }

    /** Asserts that everything that was answered is stored, and nothing else. */
    private void assertAllAnsweredIsStored(JdbcClient jdbc) {
        var sessions = jdbc.sql("select id::text from chat_session")
                .query(String.class)
                .list();
        assertThat(sessions)
                .containsExactlyInAnyOrderElementsOf(
                        chats.stream().map(chat -> chat.contact).toList());
        var ended = jdbc.sql("select id::text from contact where disconnected_at is not null")
                .query(String.class)
                .list();
        assertThat(ended)
                .containsAll(chats.stream()
                        .filter(chat -> chat.isEnded)
                        .map(chat -> chat.contact)
                        .toList());
        var messages = 0;
        for (var chat : chats) {
            var kept = jdbc.sql("""
                            select id::text || ' ' || content
                            from transcript_item
                            where session_id = :session and type = 'MESSAGE' and role = 'CUSTOMER'
                            order by sequence
                            """)
                    .param("session", UUID.fromString(chat.contact))
                    .query(String.class)
                    .list();
            assertThat(kept)
                    .containsExactlyElementsOf(chat.said.stream()
                            .map(AcknowledgedChat.Said::toString)
                            .toList());
            messages += kept.size();
            var attributes = jdbc.sql("select coalesce(attributes ->> 'last', '') from contact where id = :id")
                    .param("id", UUID.fromString(chat.contact))
                    .query(String.class)
                    .single();
            assertThat(attributes).isEqualTo(chat.attribute);
        }
        assertThat(messages).isPositive();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void noting(Work work) {
        try {
            work.run();
        } catch (Exception | AssertionError e) {
            log.error("A customer has not got what it was due", e);
            failures.add(e);
        }
    }

    /** A call to one node. */
    private interface Call<T> {
        T on(RestartedNode.Ends ends);
    }

    /** A client that repeats a call until it is answered. */
    private class Client {

        private final List<RestartedNode> places;
        final Random random;

        Client(List<RestartedNode> places, Random random) {
            this.places = places;
            this.random = random;
        }

        /** Calls one node after the other; a refusal is an answer. */
        <T> T answer(Call<T> call) throws InterruptedException {
            var deadline = System.nanoTime() + 2 * BACK_WITHIN.toNanos();
            while (System.nanoTime() < deadline) {
                var ends = places.get(random.nextInt(places.size())).ends;
                if (ends != null) {
                    try {
                        var answer = call.on(ends);
                        answered.incrementAndGet();
                        return answer;
                    } catch (AwsServiceException e) {
                        if (e.statusCode() < 500) {
                            throw e;
                        }
                    } catch (SdkClientException _) {
                        // The process has ended.
                    }
                    unanswered.incrementAndGet();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
            throw new IllegalStateException("There is no answer for too long");
        }

        /** Sometimes repeats an answered call, and notes a second answer that differs from the first. */
        String answerAndRepeat(Call<String> call) throws InterruptedException {
            var answer = answer(call);
            if (random.nextInt(5) == 0) {
                var second = answer(call);
                if (!second.equals(answer)) {
                    otherAnswers.add("%s, then %s".formatted(answer, second));
                }
                repeated.incrementAndGet();
            }
            return answer;
        }

        /** Asserts that all earlier messages are there, in order and once. */
        void assertHasAllOf(AcknowledgedChat chat) throws InterruptedException {
            var before = chat.ids();
            var kept = answer(ends ->
                            Participant.connect(ends.participants(), chat.token).everything())
                    .stream()
                    .filter(item -> item.type() == ChatItemType.MESSAGE
                            && item.participantRoleAsString().equals("CUSTOMER"))
                    .map(Item::id)
                    .toList();
            assertThat(kept).doesNotHaveDuplicates();
            assertThat(kept.stream().limit(before.size())).containsExactlyElementsOf(before);
            reads.incrementAndGet();
        }
    }

    /** Starts chats, sends messages, ends the chats and resumes them. */
    private final class Customer extends Client {

        private final String instance;
        private final String flow;

        Customer(List<RestartedNode> places, Random random) throws InterruptedException {
            super(places, random);
            // A node answers shortly before it has created the first instance, and then becomes ready.
            this.instance = Awaitility.await()
                    .atMost(BACK_WITHIN)
                    .until(
                            () -> answer(ends -> ends.connect().listInstances(_ -> {}))
                                    .instanceSummaryList(),
                            instances -> !instances.isEmpty())
                    .getFirst()
                    .id();
            this.flow = answer(ends -> ends.connect().listContactFlows(r -> r.instanceId(instance)))
                    .contactFlowSummaryList()
                    .getFirst()
                    .id();
        }

        void live() throws InterruptedException {
            AcknowledgedChat past = null;
            while (!isOver) {
                var chat = start(past);
                talk(chat);
                assertHasAllOf(chat);
                if (random.nextInt(4) == 0) {
                    past = null; // and this one goes on without its customer
                } else {
                    stop(chat);
                    past = chat.length() < LONGEST_CHAIN ? chat : null;
                }
            }
        }

        private AcknowledgedChat start(@Nullable AcknowledgedChat past) throws InterruptedException {
            var request = StartChatContactRequest.builder()
                    .instanceId(instance)
                    .contactFlowId(flow)
                    .participantDetails(details -> details.displayName("Ada"))
                    .clientToken(UUID.randomUUID().toString());
            if (past != null) {
                var type = random.nextBoolean() ? RehydrationType.ENTIRE_PAST_SESSION : RehydrationType.FROM_SEGMENT;
                request.persistentChat(
                        chat -> chat.sourceContactId(past.contact).rehydrationType(type));
            }
            var started = answerAndRepeat(ends -> {
                var response = ends.connect().startChatContact(request.build());
                return response.contactId() + ' ' + response.participantToken();
            });
            var chat = new AcknowledgedChat(started.split(" ", -1)[0], started.split(" ", -1)[1], past);
            chats.add(chat);
            return chat;
        }

        private void talk(AcknowledgedChat chat) throws InterruptedException {
            var connection = answer(ends -> Participant.connect(ends.participants(), chat.token))
                    .connectionToken();
            var messages = 3 + random.nextInt(10);
            for (int n = 0; n < messages; n++) {
                var content = "%s %d".formatted(chat.contact, n);
                var token = UUID.randomUUID().toString();
                chat.said.add(new AcknowledgedChat.Said(
                        answerAndRepeat(ends -> ends.participants()
                                .sendMessage(r -> r.connectionToken(connection)
                                        .contentType("text/plain")
                                        .content(content)
                                        .clientToken(token))
                                .id()),
                        content));
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
            answer(ends -> ends.connect()
                    .updateContactAttributes(r -> r.instanceId(instance)
                            .initialContactId(chat.contact)
                            .attributes(Map.of("last", chat.said.getLast().content()))));
            chat.attribute = chat.said.getLast().content();
        }

        private void stop(AcknowledgedChat chat) throws InterruptedException {
            try {
                answer(ends ->
                        ends.connect().stopContact(r -> r.instanceId(instance).contactId(chat.contact)));
            } catch (ContactNotFoundException _) {
                // An attempt without an answer has ended the chat.
            }
            chat.isEnded = true;
        }
    }

    /** Reads the messages of others in active chats. */
    private final class Reader extends Client {

        Reader(List<RestartedNode> places, Random random) {
            super(places, random);
        }

        void read() throws InterruptedException {
            while (!isOver) {
                var candidates = chats.stream().filter(chat -> !chat.isEnded).toList();
                if (!candidates.isEmpty()) {
                    var chat = candidates.get(random.nextInt(candidates.size()));
                    try {
                        assertHasAllOf(chat);
                    } catch (AwsServiceException e) {
                        if (e.statusCode() != 403) { // the chat ends at this moment
                            throw e;
                        }
                    }
                }
                TimeUnit.MILLISECONDS.sleep(5 * PAUSE.toMillis());
            }
        }
    }
}
