package io.recontact.consistency;

import io.recontact.testing.Participant;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;

/** A participant who sends messages and reads the transcript, each time at another node. */
final class Talker {

    private static final int PAUSE = 150; // milliseconds

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
            last = attempt(nodes.any(random), token, content);
        } catch (SdkException e) {
            if (random.nextInt(4) == 0) {
                return false; // the outcome remains unknown
            }
            last = nodes.answer(random, node -> attempt(node, token, content));
        }
        if (random.nextInt(10) == 0) {
            nodes.answer(random, node -> attempt(node, token, content)); // as if the answer had been lost
        }
        return true;
    }

    private String attempt(Endpoints.Endpoint node, String token, String content) {
        return history.send(
                session,
                token,
                content,
                () -> node.participants()
                        .sendMessage(r -> r.connectionToken(connectionToken)
                                .contentType("text/plain")
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
        return nodes.answer(random, node -> attempt(node, token, name + "/last"));
    }
}
