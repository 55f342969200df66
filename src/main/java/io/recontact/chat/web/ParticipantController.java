package io.recontact.chat.web;

import io.recontact.chat.Admission;
import io.recontact.chat.Bearer;
import io.recontact.chat.ChatEvents;
import io.recontact.chat.ConnectionCredentials;
import io.recontact.chat.Connections;
import io.recontact.chat.Departures;
import io.recontact.chat.Messages;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.TokenKind;
import io.recontact.chat.Websocket;
import io.recontact.chat.web.CreateParticipantConnection.ConnectionType;
import io.recontact.transcript.TranscriptPages;
import io.recontact.wire.PublicUrl;
import io.recontact.wire.ResourceNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ParticipantController {

    private static final Map<String, String> NO_OUTPUT = Map.of();

    private final Admission admission;
    private final Connections connections;
    private final Messages messages;
    private final ChatEvents events;
    private final Departures departures;
    private final TranscriptPages pages;
    private final PageTokens pageTokens;
    private final PublicUrl publicUrl;

    ParticipantController(
            Admission admission,
            Connections connections,
            Messages messages,
            ChatEvents events,
            Departures departures,
            TranscriptPages pages,
            PageTokens pageTokens,
            PublicUrl publicUrl) {
        this.admission = admission;
        this.connections = connections;
        this.messages = messages;
        this.events = events;
        this.departures = departures;
        this.pages = pages;
        this.pageTokens = pageTokens;
        this.publicUrl = publicUrl;
    }

    @PostMapping("/participant/connection")
    CreateParticipantConnection.Response createParticipantConnection(
            @Bearer(TokenKind.PARTICIPANT) ParticipantId participant,
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
            @Bearer(TokenKind.CONNECTION) ParticipantId participant, @Valid @RequestBody SendMessage.Request request) {
        return SendMessage.Response.of(messages.send(participant, request.toChatMessage(), request.clientToken()));
    }

    @PostMapping("/participant/event")
    SendEvent.Response sendEvent(
            @Bearer(TokenKind.CONNECTION) ParticipantId participant, @Valid @RequestBody SendEvent.Request request) {
        return SendEvent.Response.of(
                events.send(participant, request.contentType(), request.content(), request.clientToken()));
    }

    @PostMapping("/participant/transcript")
    GetTranscript.Response getTranscript(
            @Bearer(TokenKind.CONNECTION) ParticipantId participant,
            @Valid @RequestBody GetTranscript.Request request) {
        var session = admission.admit(participant).session();
        var page = pages.read(request.toPageRequest(session, pageTokens.read(session, request.nextToken())));
        return new GetTranscript.Response(session.toString(), page.items(), pageTokens.write(page));
    }

    @PostMapping("/participant/disconnect")
    Map<String, String> disconnectParticipant(
            @Bearer(TokenKind.CONNECTION) ParticipantId participant,
            @Valid @RequestBody DisconnectParticipant.Request request) {
        departures.leave(participant, request.clientToken());
        return NO_OUTPUT;
    }

    /** Flows show no views, so there is none that a token could stand for. */
    @GetMapping("/participant/views/{ViewToken}")
    void describeView(
            @Bearer(TokenKind.CONNECTION) ParticipantId participant, @PathVariable("ViewToken") String viewToken) {
        admission.admit(participant);
        throw new ResourceNotFoundException("ViewToken does not stand for a view of this chat");
    }
}
