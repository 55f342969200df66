package io.recontact.widget.web;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.throttle.ClientNetwork;
import io.recontact.widget.WidgetChatService;
import io.recontact.widget.WidgetEnabled;
import io.recontact.widget.WidgetProperties;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts chats for pages that have no back end for it, if the settings permit that. */
@RestController
@WidgetEnabled
class WidgetChatController {

    private final WidgetProperties settings;
    private final WidgetOrigins origins;
    private final WidgetChatService chats;

    WidgetChatController(WidgetProperties settings, WidgetOrigins origins, WidgetChatService chats) {
        this.settings = settings;
        this.origins = origins;
        this.chats = chats;
    }

    @PostMapping(WidgetPaths.CHATS)
    StartWidgetChat.Response startWidgetChat(
            @Valid @RequestBody StartWidgetChat.Request request, HttpServletRequest exchange) {
        var destination = settings.destination()
                .orElseThrow(() -> new ResourceNotFoundException("Pages do not start chats themselves here"));
        if (!origins.allow(exchange)) {
            throw new AccessDeniedException("Pages of this origin may not start chats");
        }
        return StartWidgetChat.Response.of(
                chats.start(request.toChat(destination.instance()), ClientNetwork.of(exchange.getRemoteAddr())));
    }
}
