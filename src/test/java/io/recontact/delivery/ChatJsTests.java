package io.recontact.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.recontact.chat.ParticipantId;
import io.recontact.chat.Tokens;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The official browser client, unmodified, under Node. What it does stands in {@code src/test/chatjs}. */
@ServiceTest
class ChatJsTests {

    private static final Path SOURCE = Path.of("src/test/chatjs");
    private static final Path WORK = Path.of("target/chatjs");
    private static final JsonMapper JSON = new JsonMapper();

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final ParticipantSockets sockets;
    private final Tokens tokens;
    private final JdbcClient jdbc;

    ChatJsTests(Service.Calls calls, ParticipantSockets sockets, Tokens tokens, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.sockets = sockets;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    @Test
    void holdsAConversationLosesItsConnectionComesBackEndsAndResumes() throws Exception {
        requireNode();
        fetchChatJs();
        var steps = new ArrayList<String>();
        var errors = WORK.resolve("errors.txt");
        var process = new ProcessBuilder("node", "conversation.cjs")
                .directory(WORK.toFile())
                .redirectError(errors.toFile())
                .start();
        try (var output = process.inputReader(StandardCharsets.UTF_8);
                var input = process.outputWriter(StandardCharsets.UTF_8)) {
            steps.addAll(talk(output, input));
        }
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

        assertThat(process.exitValue())
                .as("after %s: %s", steps, Files.readString(errors))
                .isZero();
        assertThat(steps)
                .containsExactly(
                        "connects",
                        "hears what it says itself",
                        "talks with an agent",
                        "sees the agent type",
                        "sees its message delivered and read",
                        "comes back after it has lost its connection",
                        "comes back after the service has closed its connection",
                        "ends",
                        "resumes the entire past session and scrolls back",
                        "resumes from a segment and scrolls back over two sessions");
    }

    /** Answers what the page asks for, and notes which steps have held. */
    private List<String> talk(BufferedReader output, Writer input) throws IOException {
        var steps = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("STEP ")) {
                steps.add(line.substring("STEP ".length()));
            } else if (line.startsWith("ASK ")) {
                var answer = answer(JSON.readTree(line.substring("ASK ".length())));
                input.write(JSON.writeValueAsString(answer) + "\n");
                input.flush();
            }
        }
        return steps;
    }

    private Map<String, String> answer(JsonNode question) {
        return switch (question.path("what").asString()) {
            case "endpoint" -> Map.of("endpoint", calls.endpoint().toString());
            case "start" -> start(question);
            case "agent" -> agent(question.path("contact").asString());
            case "closeSockets" -> {
                sockets.closeAll();
                yield Map.of();
            }
            default -> throw new IllegalArgumentException("The page asks for " + question);
        };
    }

    private Map<String, String> start(JsonNode question) {
        var started = tenant.start(chat -> {
            if (question.has("source")) {
                chat.persistentChat(
                        p -> p.rehydrationType(question.path("rehydrationType").asString())
                                .sourceContactId(question.path("source").asString()));
            }
        });
        var continued = started.continuedFromContactId();
        return Map.of(
                "ContactId",
                started.contactId(),
                "ParticipantId",
                started.participantId(),
                "ParticipantToken",
                started.participantToken(),
                "ContinuedFromContactId",
                continued == null ? "" : continued);
    }

    private Map<String, String> agent(String contact) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into participant (id, session_id, role, display_name, created_at)
                        select :id, id, 'AGENT', 'Grace', started_at from chat_session where id = :session
                        """).param("id", id).param("session", UUID.fromString(contact)).update();
        return Map.of("ParticipantId", id.toString(), "ParticipantToken", tokens.issue(new ParticipantId(id)));
    }

    /** Skips where there is no Node, but never in CI. */
    private static void requireNode() throws InterruptedException {
        var isThere = runs("node", "--version") && runs("npm", "--version");
        assertThat(isThere || System.getenv("CI") == null)
                .as("CI needs Node and npm, to run ChatJS")
                .isTrue();
        assumeTrue(isThere, "ChatJS is NOT tested: Node and npm are not installed");
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false; // there is no such command
        }
    }

    private static void fetchChatJs() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        for (var file : List.of("package.json", "package-lock.json", ".npmrc", "conversation.cjs")) {
            Files.copy(SOURCE.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var log = WORK.resolve("npm.txt");
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(npm.waitFor()).as("npm ci: %s", Files.readString(log)).isZero();
    }
}
