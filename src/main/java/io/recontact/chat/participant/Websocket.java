package io.recontact.chat.participant;

import io.recontact.api.Iso8601Time;

/**
 * A websocket as both services answer it.
 *
 * @param url carries all that lets its bearer in
 */
public record Websocket(String url, String connectionExpiry) {

    /** Where the websockets of participants are. */
    public static final String PATH = "/participant/ws";

    /** The websocket of a connection, at the URL of {@link #PATH}. */
    public static Websocket of(ParticipantConnection connection, String url) {
        return new Websocket(
                url + "?token=" + connection.websocketToken(), Iso8601Time.of(connection.websocketExpiry()));
    }
}
