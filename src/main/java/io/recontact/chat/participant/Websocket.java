package io.recontact.chat.participant;

import io.recontact.api.Iso8601Time;

/**
 * The Websocket of an answer, in the participant API and in the agent API.
 *
 * @param url the URL with a token, the only credential of the websocket
 */
public record Websocket(String url, String connectionExpiry) {

    /** The path of the websockets of participants. */
    public static final String PATH = "/participant/ws";

    /** Returns the websocket of a connection, at the URL of {@link #PATH}. */
    public static Websocket of(ParticipantConnection connection, String url) {
        return new Websocket(
                url + "?token=" + connection.websocketToken(), Iso8601Time.of(connection.websocketExpiry()));
    }
}
