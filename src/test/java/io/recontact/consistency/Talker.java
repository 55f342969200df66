package io.recontact.consistency;

import io.recontact.testing.Participant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.connectparticipant.model.ValidationException;

/** A participant who sends messages and reads the transcript, each time at another node. */
final class Talker {

    private static final int PAUSE = 150; // milliseconds
    private static final String PLAIN = "text/plain";

    private final History history;
    private final Endpoints nodes;
    private final String session;
    private final String name;
    private final Random random;
    private final String connectionToken;
    private final Transcripts transcripts;
    private String last = "";

    Talker(History history, Endpoints nodes, String session, String name, String token, Random random) {
        this.history = history;
        this.nodes = nodes;
        this.session = session;
        this.name = name;
        this.random = random;
        this.connectionToken = nodes.answer(
                random, node -> Participant.join(node.participants(), token).connectionToken());
        this.transcripts = new Transcripts(nodes, random, connectionToken);
    }

    String session() {
        return session;
    }

    /** Sends a message, or reads; returns true if a message was acknowledged. */
    boolean sendOrRead(int number) {
        Endpoints.pause(random.nextInt(PAUSE));
        switch (random.nextInt(20)) {
            case 0 -> readWhole(name);
            case 1, 2 -> readOn();
            case 3 -> sendInvalid(number);
            case 4, 5 -> {
                return sendTwice(number);
            }
            default -> {
                return send(number);
            }
        }
        return false;
    }

    private boolean send(int number) {
        var token = UUID.randomUUID().toString();
        var content = name + "/" + number;
        try {
            last = attempt(nodes.any(random), token, PLAIN, content);
        } catch (SdkException e) {
            if (random.nextInt(4) == 0) {
                return false; // the outcome remains unknown
            }
            last = nodes.answer(random, node -> attempt(node, token, PLAIN, content));
        }
        if (random.nextInt(10) == 0) {
            nodes.answer(random, node -> attempt(node, token, PLAIN, content)); // as if the answer had been lost
        }
        return true;
    }

    /** Two calls with one token race, mostly at two nodes. */
    private boolean sendTwice(int number) {
        var token = UUID.randomUUID().toString();
        var content = name + "/" + number;
        var other = new Random(random.nextLong());
        var twin = CompletableFuture.supplyAsync(
                () -> nodes.answer(other, node -> attempt(node, token, PLAIN, content)), Thread::startVirtualThread);
        last = nodes.answer(random, node -> attempt(node, token, PLAIN, content));
        twin.join();
        return true;
    }

    /** Sends what the service must refuse. */
    private void sendInvalid(int number) {
        var token = UUID.randomUUID().toString();
        try {
            nodes.answer(random, node -> attempt(node, token, "text/invalid", name + "/invalid/" + number));
        } catch (ValidationException _) {
            return;
        }
        throw new IllegalStateException("A message of an invalid type was accepted");
    }

    private String attempt(Endpoints.Endpoint node, String token, String type, String content) {
        return history.send(
                session,
                token,
                content,
                () -> node.participants()
                        .sendMessage(r -> r.connectionToken(connectionToken)
                                .contentType(type)
                                .content(content)
                                .clientToken(token))
                        .id());
    }

    /** Reads what came after the last message of its own. */
    private void readOn() {
        if (!last.isEmpty()) {
            var from = last;
            history.read(session, name, from, () -> transcripts.after(from));
        }
    }

    /** Reads the whole transcript, in the name of a reader. */
    void readWhole(String reader) {
        history.read(session, reader, null, transcripts::whole);
    }

    /** Sends one more message until it is acknowledged, and returns its id. */
    String sendLast() {
        var token = UUID.randomUUID().toString();
        return nodes.answer(random, node -> attempt(node, token, PLAIN, name + "/last"));
    }
}
