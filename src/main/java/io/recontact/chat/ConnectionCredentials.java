package io.recontact.chat;

import io.recontact.wire.AbsoluteTime;

/** A connection token as both services answer it. */
public record ConnectionCredentials(String connectionToken, String expiry) {

    /** The credentials of a connection. */
    public static ConnectionCredentials of(Connection connection) {
        return new ConnectionCredentials(
                connection.connectionToken(), AbsoluteTime.of(connection.connectionTokenExpiry()));
    }
}
