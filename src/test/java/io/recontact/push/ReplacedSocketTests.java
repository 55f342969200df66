package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.LiveSocket;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** ChatJS replaces its websocket after 59 minutes. It closes the old one as soon as the new one is subscribed. */
@ServiceTest
class ReplacedSocketTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final JdbcClient jdbc;

    ReplacedSocketTests(Service.Calls calls, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.jdbc = jdbc;
    }

    @Test
    void receivesAllItemsThatItsSuccessorDoesNot() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        try (var old = customer.subscribe()) {
            old.awaitEvent("participant.joined");
            var url = Participant.connect(customer.client(), customer.token()).websocketUrl();
            for (int i = 0; i < 10; i++) {
                var message = "in between %d".formatted(i);
                appendWithoutNotification(UUID.fromString(chat.contactId()), message);
                try (var successor = LiveSocket.open(url)) {
                    successor.send("{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}");
                    // Checks the old websocket as soon as the new one is subscribed, like ChatJS.
                    Awaitility.await()
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> !successor.frames().isEmpty());
                    assertThat(old.messages()).contains(message);
                    customer.say("to both %d".formatted(i));
                    successor.awaitMessage("to both %d".formatted(i));
                    assertThat(successor.messages()).containsExactly("to both %d".formatted(i));
                }
            }
        }
    }

    /** As on another node whose notification has not arrived yet. */
    private void appendWithoutNotification(UUID session, String message) {
        jdbc.sql("""
                        with place as (
                            update chat_session set next_sequence = next_sequence + 1 where id = :id
                            returning id, next_sequence - 1 as sequence, last_item_at
                        )
                        insert into transcript_item (
                            session_id, sequence, id, contact_id, created_at, type, content_type, content)
                        select id, sequence, gen_random_uuid(), id, last_item_at, 'MESSAGE', 'text/plain', :message
                        from place
                        """).param("id", session).param("message", message).update();
    }
}
