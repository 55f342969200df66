package io.recontact.chat.participant;

import io.recontact.api.Iso8601Time;

/** The ConnectionCredentials of an answer, in the participant API and in the agent API. */
public record ConnectionCredentials(String connectionToken, String expiry) {

    /** Returns the credentials of a connection. */
    public static ConnectionCredentials of(ParticipantConnection connection) {
        return new ConnectionCredentials(
                connection.connectionToken(), Iso8601Time.of(connection.connectionTokenExpiry()));
    }
}
