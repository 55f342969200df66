package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.connect.model.StartChatContactRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The unmodified browser client ChatJS under Node.js; its scripts are in {@code src/test/chatjs}. */
@ServiceTest
class ChatJsTests {

    private static final Logger log = LoggerFactory.getLogger(ChatJsTests.class);

    private static final String NO_NODE = "ChatJS is not tested: node or npm is not installed";
    private static final Path SOURCES = Path.of("src", "test", "chatjs");
    private static final Path WORK = Path.of("target", "chatjs");
    private static final JsonMapper JSON = new JsonMapper();

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final ParticipantWebSocketHandler sockets;

    ChatJsTests(Service.Calls calls, ParticipantWebSocketHandler sockets) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.sockets = sockets;
    }

    @Test
    void chatsReconnectsEndsAndResumes() throws IOException, InterruptedException {
        requireNode();
        fetchChatJs();
        var errors = WORK.resolve("errors.log");
        var node = new ProcessBuilder("node", "conversation.cjs")
                .directory(WORK.toFile())
                .redirectError(errors.toFile())
                .start();
        List<String> held;
        try {
            held = converse(node);
        } finally {
            node.destroy();
        }
        assertThat(node.waitFor())
                .as("After %s: %s", held, Files.readString(errors))
                .isZero();
        assertThat(held)
                .containsExactly(
                        "a customer connects",
                        "an agent connects",
                        "both hear the customer, under the id and time of the answer",
                        "both hear the agent, whatever the content",
                        "each sees the other type, and the transcript does not",
                        "a sender is told that its message was delivered, and then read",
                        "each gets the other's file, byte for byte",
                        "who has lost the network comes back, and misses and doubles nothing",
                        "a websocket that the service closes is replaced by another",
                        "who pages has everything that was said, once and in order",
                        "both are told the end, and their sessions are over",
                        "nobody connects to a chat that has ended: 403",
                        "ENTIRE_PAST_SESSION resumes at once, and scrolls back to the first message",
                        "a resumed chat comes back from a loss without its past",
                        "FROM_SEGMENT resumes at once, and scrolls back over two past sessions",
                        "the transcript that ChatJS itself keeps is whole and in order");
    }

    /** Answers the requests of the script until it ends, and returns the steps that succeeded. */
    private List<String> converse(Process node) throws IOException {
        var held = new ArrayList<String>();
        try (var lines = node.inputReader();
                var answers = node.outputWriter()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var told = JSON.readTree(line);
                if (told.has("held")) {
                    held.add(told.path("held").asString());
                } else {
                    answers.write(JSON.writeValueAsString(answer(told.path("ask"))));
                    answers.newLine();
                    answers.flush();
                }
            }
        }
        return held;
    }

    private Map<String, String> answer(JsonNode ask) {
        if (ask.isString()) {
            return switch (ask.asString()) {
                case "endpoint" -> Map.of("endpoint", calls.endpoint().toString());
                case "start" -> start(_ -> {});
                case "closeSockets" -> {
                    sockets.closeAll();
                    yield Map.of();
                }
                default -> throw new IllegalArgumentException("The script asks for " + ask);
            };
        }
        if (ask.has("resume")) {
            return start(chat -> chat.persistentChat(
                    past -> past.sourceContactId(ask.path("resume").asString())
                            .rehydrationType(ask.path("rehydrationType").asString())));
        }
        if (ask.has("stop")) {
            tenant.stop(ask.path("stop").asString());
            return Map.of();
        }
        return invite(ask.path("invite").asString());
    }

    private Map<String, String> start(Consumer<StartChatContactRequest.Builder> changes) {
        var started = tenant.start(chat -> chat.supportedMessagingContentTypes("text/plain", "text/markdown")
                .applyMutation(changes));
        return Map.of(
                "ContactId", started.contactId(),
                "ParticipantId", started.participantId(),
                "ParticipantToken", started.participantToken(),
                "ContinuedFromContactId", Objects.requireNonNullElse(started.continuedFromContactId(), ""));
    }

    private Map<String, String> invite(String contact) {
        var agent = tenant.connect()
                .createParticipant(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .participantDetails(d -> d.participantRole("AGENT").displayName("Grace")));
        return Map.of(
                "ParticipantId", agent.participantId(),
                "ParticipantToken", agent.participantCredentials().participantToken());
    }

    private static void requireNode() throws InterruptedException {
        assumeTrue(isNodeThere(), NO_NODE);
    }

    /** Returns whether ChatJS can run here. Fails if it must run but cannot. */
    static boolean isNodeThere() throws InterruptedException {
        var isThere = succeeds("node", "--version") && succeeds("npm", "--version");
        assertThat(isThere || System.getenv("CI") == null)
                .as("CI is set, so ChatJS must be tested, but node or npm is not installed")
                .isTrue();
        if (!isThere) {
            log.warn(NO_NODE); // Maven counts skipped tests without a reason
        }
        return isThere;
    }

    /** Installs ChatJS beside the scripts, once for all JVMs of a test run, and returns their folder. */
    static Path fetchChatJs() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        try (var channel = FileChannel.open(WORK.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            copyScripts();
            var locked = Files.readString(WORK.resolve("package-lock.json"));
            var installed = WORK.resolve("installed");
            if (!Files.exists(installed) || !Files.readString(installed).equals(locked)) {
                expectInstalled();
                Files.writeString(installed, locked);
            }
        }
        return WORK;
    }

    private static void copyScripts() throws IOException {
        try (var sources = Files.list(SOURCES)) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                Files.copy(source, WORK.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void expectInstalled() throws IOException, InterruptedException {
        var log = WORK.resolve("npm.log");
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(npm.waitFor()).as("npm ci: %s", Files.readString(log)).isZero();
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // the command does not exist
        }
    }
}
