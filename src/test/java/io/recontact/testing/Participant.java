package io.recontact.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.connectparticipant.ConnectParticipantClient;
import software.amazon.awssdk.services.connectparticipant.model.ConnectionType;
import software.amazon.awssdk.services.connectparticipant.model.CreateParticipantConnectionResponse;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptRequest;
import software.amazon.awssdk.services.connectparticipant.model.GetTranscriptResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.SendMessageResponse;

/** A participant with its own connection, through the AWS SDK. */
public record Participant(ConnectParticipantClient client, String token, String connectionToken, String websocketUrl) {

    /** Connects as ChatJS does, without opening the websocket. */
    public static Participant connect(ConnectParticipantClient client, String participantToken) {
        CreateParticipantConnectionResponse connection =
                client.createParticipantConnection(r -> r.participantToken(participantToken)
                        .type(ConnectionType.WEBSOCKET, ConnectionType.CONNECTION_CREDENTIALS));
        return new Participant(
                client,
                participantToken,
                connection.connectionCredentials().connectionToken(),
                connection.websocket().url());
    }

    /** Connects and joins, without a websocket. */
    public static Participant join(ConnectParticipantClient client, String participantToken) {
        CreateParticipantConnectionResponse connection =
                client.createParticipantConnection(r -> r.participantToken(participantToken)
                        .connectParticipant(true)
                        .type(ConnectionType.WEBSOCKET, ConnectionType.CONNECTION_CREDENTIALS));
        return new Participant(
                client,
                participantToken,
                connection.connectionCredentials().connectionToken(),
                connection.websocket().url());
    }

    /** Opens the websocket and subscribes. */
    public LiveSocket subscribe() {
        return LiveSocket.subscribe(websocketUrl);
    }

    /** Sends a plain text message. */
    public SendMessageResponse say(String content) {
        return client.sendMessage(r ->
                r.connectionToken(connectionToken).contentType("text/plain").content(content));
    }

    /** Sends an event with this end of its content type. */
    public void event(String name) {
        client.sendEvent(
                r -> r.connectionToken(connectionToken).contentType("application/vnd.amazonaws.connect.event." + name));
    }

    /** A page of the transcript. */
    public GetTranscriptResponse page(Consumer<GetTranscriptRequest.Builder> changes) {
        return client.getTranscript(r -> r.connectionToken(connectionToken).applyMutation(changes));
    }

    /** All items, oldest first: the current session and all past ones. */
    public List<Item> everything() {
        var items = new ArrayList<Item>();
        String next = null;
        do {
            var token = next;
            var page = page(r -> r.nextToken(token).scanDirection("BACKWARD").maxResults(100));
            items.addAll(page.transcript());
            next = page.nextToken();
        } while (!next.isEmpty());
        return items.reversed();
    }

    /** All messages, oldest first: those of the current session and of all past ones. */
    public List<Item> messages() {
        return everything().stream()
                .filter(item -> item.typeAsString().equals("MESSAGE"))
                .toList();
    }

    /** Disconnects. */
    public void disconnect() {
        client.disconnectParticipant(r -> r.connectionToken(connectionToken));
    }
}
