package io.recontact.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.QueuedChats;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** A desktop that has seen no answer sends its text again. */
@ServiceTest
class DesktopSendingTests extends DesktopFixture {

    DesktopSendingTests(Service.Calls calls, QueuedChats waiting) {
        super(calls, waiting);
    }

    @Test
    void sendsTheSameTextOnceAndAChangedOneToo() {
        var browser = available("ada");
        var chat = accepted(browser);
        var token = UUID.randomUUID().toString();

        send(browser, chat, token, "My parcel");
        send(browser, chat, token, "My parcel");
        send(browser, chat, token, "My parcel is lost");

        assertThat(chat.customer().everything())
                .filteredOn(item -> "text/plain".equals(item.contentType()))
                .extracting(Item::content)
                .containsExactly("My parcel", "My parcel is lost");
    }

    private static void send(Browser browser, QueuedChats.Chat chat, String token, String text) {
        var answer = browser.part(path(chat), path(chat) + "/messages", Map.of("text", text, "clientToken", token));
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
