package io.recontact.chat.web;

import io.recontact.api.InvalidRequestException;
import io.recontact.chat.participant.ConnectionCredentials;
import io.recontact.chat.participant.Websocket;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_CreateParticipantConnection.html">CreateParticipantConnection</a>.
 */
interface CreateParticipantConnection {

    record Request(
            @Size(min = 1) @Nullable List<@NotNull ConnectionType> type,
            @Nullable Boolean connectParticipant) {

        boolean joins() {
            return Boolean.TRUE.equals(connectParticipant);
        }

        List<ConnectionType> types() {
            if (type == null && !joins()) {
                throw new InvalidRequestException("Type is required unless ConnectParticipant is true");
            }
            if (type != null && type.contains(ConnectionType.WEBRTC_CONNECTION)) {
                throw new InvalidRequestException("Type WEBRTC_CONNECTION is not supported for chats");
            }
            return type == null ? List.of() : type;
        }
    }

    /** The parts of a connection that a client may request. */
    enum ConnectionType {
        WEBSOCKET,
        CONNECTION_CREDENTIALS,
        WEBRTC_CONNECTION
    }

    record Response(@Nullable Websocket websocket, @Nullable ConnectionCredentials connectionCredentials) {}
}
