package io.recontact.testcontrol.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.testcontrol.TestControlTest;
import io.recontact.testing.Service;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.apache.tomcat.websocket.server.WsHttpUpgradeHandler;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

@TestControlTest
class LosableWebSocketsTests {

    private final LosableWebSockets sockets;
    private final Service.Calls calls;

    LosableWebSocketsTests(LosableWebSockets sockets, Service.Calls calls) {
        this.sockets = sockets;
        this.calls = calls;
    }

    private static ParticipantContext participant() {
        var id = UUID.randomUUID();
        return new ParticipantContext(
                new ParticipantId(UUID.randomUUID()),
                ParticipantRole.CUSTOMER,
                "Ada",
                new SessionId(id),
                new InstanceId(UUID.randomUUID()),
                new ContactId(id),
                Set.of(),
                null,
                null,
                null,
                null,
                false,
                null,
                Instant.MAX,
                false);
    }

    @Test
    void keepsNothingOfAHandshakeThatFails() throws Exception {
        var participant = participant();
        var request = new MockHttpServletRequest() {
            @Override
            public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) {
                try {
                    return type.getDeclaredConstructor().newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        assertThat(sockets.losable(request, participant).upgrade(WsHttpUpgradeHandler.class))
                .isNotNull();

        assertThat(sockets.count(participant::equals)).isZero();
    }

    @Test
    void forgetsASocketThatItsClientCloses() {
        var chat = calls.newTenant().start(_ -> {});
        var customer = calls.customerOf(chat);

        try (var _ = customer.subscribe()) {
            assertThat(count(chat.contactId())).isOne();
        }

        await().untilAsserted(() -> assertThat(count(chat.contactId())).isZero());
    }

    private long count(String contact) {
        return sockets.count(
                participant -> participant.contact().value().toString().equals(contact));
    }
}
