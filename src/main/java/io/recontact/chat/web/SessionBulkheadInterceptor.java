package io.recontact.chat.web;

import io.recontact.api.Operation;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.SessionBulkhead;
import io.recontact.chat.participant.ParticipantSessions;
import io.recontact.chat.token.ExpiringToken;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the chat of a request and acquires a permit for it. Does not check tokens and ids: a request that names no chat
 * passes.
 */
@Component
class SessionBulkheadInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private static final String PERMIT = SessionBulkheadInterceptor.class.getName();
    private static final Set<String> MEMBERS = Set.of("ContactId", "InitialContactId");

    /** The operations whose bodies name a contact. Others may have large bodies, or other members of the same name. */
    private static final Set<String> IN_BODY = Set.of(
            "CreateParticipant",
            "DismissUserContact",
            "PauseContact",
            "ResumeContact",
            "StartContactStreaming",
            "StopContact",
            "StopContactStreaming",
            "TagContact",
            "TransferContact",
            "UpdateContactAttributes",
            "UpdateContactSchedule");

    private final SessionBulkhead bulkhead;
    private final ParticipantSessions sessions;
    private final TokenService tokens;
    private final JsonMapper json;

    SessionBulkheadInterceptor(
            SessionBulkhead bulkhead, ParticipantSessions sessions, TokenService tokens, JsonMapper json) {
        this.bulkhead = bulkhead;
        this.sessions = sessions;
        this.tokens = tokens;
        this.json = json;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // After throttling, so that throttled requests need no permit.
        registry.addInterceptor(this).order(Ordered.LOWEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        session(request).ifPresent(session -> request.setAttribute(PERMIT, bulkhead.acquire(session)));
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(PERMIT) instanceof SessionBulkhead.Permit permit) {
            request.removeAttribute(PERMIT);
            permit.close();
        }
    }

    private Optional<SessionId> session(HttpServletRequest request) {
        var token = request.getHeader(AuthenticatedParticipantResolver.HEADER);
        if (token != null) {
            return tokens.verifyParticipantToken(token)
                    .or(() -> tokens.verify(TokenType.CONNECTION, token)
                            .map(ExpiringToken::subject)
                            .map(ParticipantId::new))
                    .flatMap(sessions::find);
        }
        // A session has the id of its first contact. The few calls about later contacts have permits of their own.
        return inPath(request).or(() -> inBody(request)).flatMap(SessionBulkheadInterceptor::parse);
    }

    private static Optional<String> inPath(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> labels
                ? MEMBERS.stream()
                        .map(labels::get)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .findFirst()
                : Optional.empty();
    }

    private Optional<String> inBody(HttpServletRequest request) {
        if (!IN_BODY.contains(Operation.of(request).name())) {
            return Optional.empty();
        }
        try (var parser = json.createParser(request.getInputStream())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    var isWanted = MEMBERS.contains(parser.currentName());
                    if (parser.nextToken() == JsonToken.VALUE_STRING && isWanted) {
                        return Optional.of(parser.getString());
                    }
                    parser.skipChildren();
                }
            }
        } catch (JacksonException | IOException _) {
            // The controller rejects the body.
        }
        return Optional.empty();
    }

    private static Optional<SessionId> parse(String id) {
        try {
            return Optional.of(new SessionId(UUID.fromString(id)));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // the controller rejects the id
        }
    }
}
