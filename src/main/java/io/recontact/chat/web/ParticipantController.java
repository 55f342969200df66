package io.recontact.chat.web;

import io.recontact.api.PublicUrl;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.ShownViews;
import io.recontact.chat.message.ChatEventService;
import io.recontact.chat.message.MessageService;
import io.recontact.chat.participant.AuthenticatedParticipant;
import io.recontact.chat.participant.ConnectionCredentials;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.participant.ParticipantConnectionService;
import io.recontact.chat.participant.ParticipantDisconnectService;
import io.recontact.chat.participant.Websocket;
import io.recontact.chat.token.TokenType;
import io.recontact.chat.transcript.TranscriptPageService;
import io.recontact.chat.transcript.TranscriptPageTokens;
import io.recontact.chat.web.CreateParticipantConnection.ConnectionType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ParticipantController {

    private static final Map<String, String> NO_OUTPUT = Map.of();
    private static final Pattern VIEW_TOKEN = Pattern.compile("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    private final ParticipantAuthenticator authenticator;
    private final ParticipantConnectionService connections;
    private final MessageService messages;
    private final ChatEventService events;
    private final ParticipantDisconnectService disconnects;
    private final TranscriptPageService pages;
    private final TranscriptPageTokens pageTokens;
    private final PublicUrl publicUrl;
    private final ShownViews views;

    ParticipantController(
            ParticipantAuthenticator authenticator,
            ParticipantConnectionService connections,
            MessageService messages,
            ChatEventService events,
            ParticipantDisconnectService disconnects,
            TranscriptPageService pages,
            TranscriptPageTokens pageTokens,
            PublicUrl publicUrl,
            ShownViews views) {
        this.authenticator = authenticator;
        this.connections = connections;
        this.messages = messages;
        this.events = events;
        this.disconnects = disconnects;
        this.pages = pages;
        this.pageTokens = pageTokens;
        this.publicUrl = publicUrl;
        this.views = views;
    }

    @PostMapping("/participant/connection")
    CreateParticipantConnection.Response createParticipantConnection(
            @AuthenticatedParticipant(TokenType.PARTICIPANT) ParticipantId participant,
            @Valid @RequestBody CreateParticipantConnection.Request request,
            HttpServletRequest exchange) {
        var types = request.types();
        var connection = request.joins() ? connections.createAndJoin(participant) : connections.create(participant);
        return new CreateParticipantConnection.Response(
                types.contains(ConnectionType.WEBSOCKET)
                        ? Websocket.of(connection, publicUrl.websocket(exchange, Websocket.PATH))
                        : null,
                types.contains(ConnectionType.CONNECTION_CREDENTIALS) ? ConnectionCredentials.of(connection) : null);
    }

    @PostMapping("/participant/message")
    SendMessage.Response sendMessage(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @Valid @RequestBody SendMessage.Request request) {
        return SendMessage.Response.of(messages.send(participant, request.toChatMessage(), request.clientToken()));
    }

    @PostMapping("/participant/event")
    SendEvent.Response sendEvent(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @Valid @RequestBody SendEvent.Request request) {
        return SendEvent.Response.of(
                events.send(participant, request.contentType(), request.content(), request.clientToken()));
    }

    @PostMapping("/participant/transcript")
    GetTranscript.Response getTranscript(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @Valid @RequestBody GetTranscript.Request request) {
        var session = authenticator.requireActive(participant).session();
        var page =
                pages.read(request.toPageRequest(session, participant, pageTokens.read(session, request.nextToken())));
        return new GetTranscript.Response(session.toString(), page.items(), pageTokens.write(page));
    }

    @PostMapping("/participant/disconnect")
    Map<String, String> disconnectParticipant(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @Valid @RequestBody DisconnectParticipant.Request request) {
        disconnects.disconnect(participant, request.clientToken());
        return NO_OUTPUT;
    }

    @GetMapping("/participant/views/{ViewToken}")
    DescribeView.Response describeView(
            @AuthenticatedParticipant(TokenType.CONNECTION) ParticipantId participant,
            @PathVariable("ViewToken") String viewToken) {
        var session = authenticator.requireActive(participant).session();
        return VIEW_TOKEN
                .matcher(viewToken)
                .results()
                .map(token -> UUID.fromString(token.group()))
                .flatMap(token -> views.find(session, token).stream())
                .findFirst()
                .map(DescribeView.Response::of)
                .orElseThrow(() -> new ResourceNotFoundException("ViewToken does not name a view of this chat"));
    }
}
