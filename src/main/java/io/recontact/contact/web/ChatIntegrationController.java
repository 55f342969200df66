package io.recontact.contact.web;

import io.recontact.contact.ChatIntegrationProperties;
import io.recontact.contact.ChatIntegrationService;
import io.recontact.security.Caller;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The operations of bridges. */
@RestController
class ChatIntegrationController {

    private final ChatIntegrationProperties settings;
    private final ChatIntegrationService integrations;

    ChatIntegrationController(ChatIntegrationProperties settings, ChatIntegrationService integrations) {
        this.settings = settings;
        this.integrations = integrations;
    }

    @PostMapping("/chat-integration-event")
    SendChatIntegrationEvent.Response sendChatIntegrationEvent(
            Caller caller, @Valid @RequestBody SendChatIntegrationEvent.Request request) {
        var destination = settings.require(request.destinationId());
        caller.instance(destination.instanceId().toString());
        var integration = request.integration();
        var event = request.event();
        return SendChatIntegrationEvent.Response.of(
                switch (event.type()) {
                    case MESSAGE ->
                        integrations.message(integration, event.toMessage(), () -> request.toNewChat(destination));
                    case EVENT -> integrations.event(integration, event.requireContentType(), event.content());
                    case DISCONNECT -> integrations.disconnect(integration);
                });
    }

    @PutMapping("/contact/outbound-chat")
    StartOutboundChatContact.Response startOutboundChatContact(
            Caller caller, @Valid @RequestBody StartOutboundChatContact.Request request) {
        var instance = caller.instance(request.instanceId());
        var integration = request.integration();
        var destination = settings.require(integration.destination(), instance);
        var contact = integrations.startOutbound(
                integration,
                request.toNewChat(instance, destination.streamingEndpointArn()),
                request.firstMessage(),
                request.clientToken());
        return new StartOutboundChatContact.Response(contact.toString());
    }
}
