package com.example.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.junit.ContactCenter;
import io.recontact.junit.Recontact;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.web.client.RestClient;
import software.amazon.awssdk.services.connect.ConnectClient;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SupportTests {

    private static final ContactCenter CENTER = Recontact.shared().newContactCenter();

    /** Replaces the client of the application. */
    @TestBean
    private ConnectClient connect;

    @LocalServerPort
    private int port;

    static ConnectClient connect() {
        return Recontact.shared().connect();
    }

    @DynamicPropertySource
    static void useTheInstance(DynamicPropertyRegistry properties) {
        properties.add("support.instance-id", CENTER::instanceId);
        properties.add("support.contact-flow-id", CENTER::contactFlowId);
    }

    @Test
    void anAgentAnswersTheChatOfAnOrder() {
        var agent = CENTER.newAgent();

        var started = start("Ada", "4711");
        var chat = CENTER.join(started.contactId(), started.participantToken());
        var grace = agent.accept(chat);

        grace.expectMessage("My order is 4711");
        grace.send("It is on its way");
        chat.customer().expectMessage("It is on its way");
        var attributes = connect.getContactAttributes(
                        request -> request.instanceId(CENTER.instanceId()).initialContactId(chat.contactId()))
                .attributes();
        assertThat(attributes).containsEntry("order", "4711");
    }

    private ChatController.StartedChat start(String name, String order) {
        return RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/chats")
                .body(Map.of("name", name, "order", order))
                .retrieve()
                .requiredBody(ChatController.StartedChat.class);
    }
}
