package io.recontact.push;

import io.recontact.api.AllowedOrigins;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.token.TokenType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * Accepts websockets whose URL has a valid token of CreateParticipantConnection, from pages of allowed origins and of
 * the service itself.
 */
@Component
class HandshakeAuthenticator implements HandshakeInterceptor {

    private static final String PARTICIPANT = "participant";

    private final ParticipantAuthenticator authenticator;
    private final AllowedOrigins origins;

    HandshakeAuthenticator(ParticipantAuthenticator authenticator, AllowedOrigins origins) {
        this.authenticator = authenticator;
        this.origins = origins;
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
        if (!origins.allows(request.getHeaders().getOrigin()) && !WebUtils.isSameOrigin(request)) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
            return false;
        }
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
