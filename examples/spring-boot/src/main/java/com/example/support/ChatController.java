package com.example.support;

import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.services.connect.ConnectClient;

/** Starts chats. The page of the customer uses the participant token with ChatJS. */
@RestController
class ChatController {

    private final ConnectClient connect;
    private final SupportProperties support;

    ChatController(ConnectClient connect, SupportProperties support) {
        this.connect = connect;
        this.support = support;
    }

    record NewChat(String name, String order) {}

    record StartedChat(String contactId, String participantToken) {}

    @PostMapping("/chats")
    StartedChat start(@RequestBody NewChat chat) {
        var started = connect.startChatContact(request -> request.instanceId(support.instanceId())
                .contactFlowId(support.contactFlowId())
                .attributes(Map.of("order", chat.order()))
                .participantDetails(customer -> customer.displayName(chat.name()))
                .initialMessage(message -> message.contentType("text/plain").content("My order is " + chat.order())));
        return new StartedChat(started.contactId(), started.participantToken());
    }
}
