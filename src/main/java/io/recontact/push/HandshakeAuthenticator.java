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

/** Lets in who has a URL that CreateParticipantConnection has given out not long ago. */
@Component
class HandshakeAuthenticator implements HandshakeInterceptor {

    private static final String PARTICIPATION = "participation";

    private final ParticipantAuthenticator authenticator;

    HandshakeAuthenticator(ParticipantAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Who has opened a websocket, as it was then. */
    static ParticipantContext participation(WebSocketSession socket) {
        if (socket.getAttributes().get(PARTICIPATION) instanceof ParticipantContext participant) {
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
        // A refusal goes to the outermost filters, which answer it, as do failures.
        attributes.put(PARTICIPATION, authenticator.requireActive(authenticator.verify(TokenType.WEBSOCKET, token)));
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception exception) {
        // All is done by then.
    }
}
