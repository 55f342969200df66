package io.recontact.testcontrol.web;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.CachedBodyRequest;
import io.recontact.api.InstanceId;
import io.recontact.api.Operation;
import io.recontact.api.TestControlsEnabled;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.token.TokenType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Finds whom a request is about before its controller reads it. A request that is invalid is about nobody. */
@Component
@TestControlsEnabled
class RequestTargets {

    private static final String MEMBER = "InstanceId";
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ParticipantAuthenticator authenticator;
    private final JsonMapper json;

    RequestTargets(ParticipantAuthenticator authenticator, JsonMapper json) {
        this.authenticator = authenticator;
        this.json = json;
    }

    /** Returns the instance in the path, in the body, or of the participant; null if the request names none. */
    @Nullable InstanceId instance(HttpServletRequest request) {
        var operation = Operation.of(request);
        if (operation.ofParticipantService()) {
            return participant(request).map(ParticipantContext::instance).orElse(null);
        }
        int label = operation.segments().indexOf("{" + MEMBER + "}");
        var text = label >= 0 ? request.getRequestURI().split("/", -1)[label + 1] : memberOfBody(request);
        var id = UUID_TEXT.matcher(text);
        return id.find() ? new InstanceId(UUID.fromString(id.group())) : null;
    }

    private String memberOfBody(HttpServletRequest request) {
        if (WebUtils.getNativeRequest(request, CachedBodyRequest.class) == null) {
            return "";
        }
        try {
            return json.readTree(request.getInputStream()).path(MEMBER).asString("");
        } catch (JacksonException _) {
            return ""; // the controller refuses it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the participant whose token the request has. Tickets of attachments name none. */
    Optional<ParticipantContext> participant(HttpServletRequest request) {
        try {
            return Optional.of(authenticator.requireKnown(verify(request)));
        } catch (AccessDeniedException _) {
            return Optional.empty(); // the service refuses it
        }
    }

    private ParticipantId verify(HttpServletRequest request) {
        var token = request.getHeader("X-Amz-Bearer");
        return switch (Operation.of(request).name()) {
            case LosableWebSockets.OPERATION ->
                authenticator.verify(TokenType.WEBSOCKET, request.getParameter("token"));
            case "CreateParticipantConnection" -> authenticator.verifyParticipantToken(token);
            default -> authenticator.verify(TokenType.CONNECTION, token);
        };
    }
}
