package io.recontact.push;

import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.token.TokenType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/** Accepts websockets whose URL has a valid token of CreateParticipantConnection. */
@Component
class HandshakeAuthenticator implements HandshakeInterceptor {

    private static final String PARTICIPANT = "participant";

    private final ParticipantAuthenticator authenticator;

    HandshakeAuthenticator(ParticipantAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** The participant who opened a websocket, as of the handshake. */
    static ParticipantContext participant(WebSocketSession socket) {
        if (socket.getAttributes().get(PARTICIPANT) instanceof ParticipantContext participant) {
            return participant;
        }
        throw new IllegalStateException("A websocket was opened without a handshake");
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var token = UriComponentsBuilder.fromUri(request.getURI())
                .build()
                .getQueryParams()
                .getFirst("token");
        // The outermost filters answer a refusal, and a failure.
        attributes.put(PARTICIPANT, authenticator.requireActive(authenticator.verify(TokenType.WEBSOCKET, token)));
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // Nothing is left to do.
    }
}
