package io.recontact.chat.participant;

import io.recontact.api.Iso8601Time;

/** A connection token as both services answer it. */
public record ConnectionCredentials(String connectionToken, String expiry) {

    /** The credentials of a connection. */
    public static ConnectionCredentials of(ParticipantConnection connection) {
        return new ConnectionCredentials(
                connection.connectionToken(), Iso8601Time.of(connection.connectionTokenExpiry()));
    }
}
