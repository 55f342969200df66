package io.recontact.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.ConnectionType;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** A customer or an agent in a chat. Sees what others send in the transcript, which it reads until an item is there. */
public final class Participant {

    private static final String EVENT = "application/vnd.amazonaws.connect.event.";

    private final ConnectParticipantClient client;
    private final String connectionToken;
    private final Set<String> expected = new HashSet<>();

    private Participant(ConnectParticipantClient client, String connectionToken) {
        this.client = client;
        this.connectionToken = connectionToken;
    }

    static Participant join(ConnectParticipantClient client, String participantToken) {
        var connection = client.createParticipantConnection(request -> request.participantToken(participantToken)
                .type(ConnectionType.CONNECTION_CREDENTIALS)
                .connectParticipant(true));
        return new Participant(client, connection.connectionCredentials().connectionToken());
    }

    /** Returns the connection token, for other calls of {@link ConnectParticipantClient}. */
    public String connectionToken() {
        return connectionToken;
    }

    /** Sends a plain text message. */
    public void send(String content) {
        var sent = client.sendMessage(request -> request.connectionToken(connectionToken)
                .contentType("text/plain")
                .content(content));
        expected.add(sent.id());
    }

    /** Says that the participant is typing. */
    public void type() {
        client.sendEvent(request -> request.connectionToken(connectionToken).contentType(EVENT + "typing"));
    }

    /**
     * Waits for a message of somebody else with this content, at most {@value Await#SECONDS} seconds. Each message
     * meets one expectation.
     *
     * @throws AssertionError if there is none; it lists the transcript
     */
    public Item expectMessage(String content) {
        return expect("the message \"%s\"".formatted(content), item -> content.equals(item.content()));
    }

    /**
     * Waits for an event, at most {@value Await#SECONDS} seconds.
     *
     * @param name the end of its content type, such as {@code participant.joined} or {@code chat.ended}
     * @throws AssertionError if there is none; it lists the transcript
     */
    public Item expectEvent(String name) {
        return expect("the event " + name, item -> (EVENT + name).equals(item.contentType()));
    }

    /**
     * Waits for an item, at most {@value Await#SECONDS} seconds. Each item meets one expectation of a participant.
     *
     * @param description of the item, for the failure
     * @param condition what holds for the item
     * @throws AssertionError if there is none; it lists the transcript
     */
    public Item expect(String description, Predicate<Item> condition) {
        var found = new ArrayList<Item>();
        Await.until(
                Duration.ofSeconds(Await.SECONDS),
                () -> transcript().stream()
                        .filter(item -> !expected.contains(item.id()))
                        .filter(condition)
                        .limit(1)
                        .anyMatch(found::add),
                () -> "There was not %s, but %s,".formatted(description, summary()));
        var item = found.get(0);
        expected.add(item.id());
        return item;
    }

    /** Returns the items of the chat that the participant may see, oldest first. */
    public List<Item> transcript() {
        var items = new ArrayList<Item>();
        GetTranscriptResponse page = null;
        do {
            var next = page == null ? null : page.nextToken();
            page = client.getTranscript(request -> request.connectionToken(connectionToken)
                    .scanDirection("FORWARD")
                    .sortOrder("ASCENDING")
                    .maxResults(100)
                    .nextToken(next));
            items.addAll(page.transcript());
        } while (page.nextToken() != null && !page.nextToken().isEmpty());
        return items;
    }

    /** Leaves the chat. */
    public void disconnect() {
        client.disconnectParticipant(request -> request.connectionToken(connectionToken));
    }

    private String summary() {
        return transcript().stream()
                .map(item -> item.content() == null ? item.contentType() : "\"" + item.content() + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
