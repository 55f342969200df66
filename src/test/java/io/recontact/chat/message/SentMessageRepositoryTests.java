package io.recontact.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.chat.ChatMessage;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ItemId;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** The statement that appends messages of several chats. */
@ServiceTest
class SentMessageRepositoryTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final SentMessageRepository messages;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    SentMessageRepositoryTests(
            Service.Calls calls, SentMessageRepository messages, TransactionTemplate transactions, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.messages = messages;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    /** A chat whose customer has joined. */
    private final class Chat {

        private final StartChatContactResponse started = tenant.start(_ -> {});
        private final Participant customer = calls.joined(started.participantToken());

        private OutgoingMessage message(String contentType, String content, UUID id) {
            return new OutgoingMessage(
                    new ParticipantId(UUID.fromString(started.participantId())),
                    new ItemId(id),
                    new ChatMessage(contentType, content));
        }

        private OutgoingMessage message(String content) {
            return message("text/plain", content, UUID.randomUUID());
        }

        private List<String> messages() {
            return customer.messages().stream().map(Item::content).toList();
        }
    }

    private List<Boolean> append(OutgoingMessage... batch) {
        return messages.appendAll(List.of(batch)).stream()
                .map(Optional::isPresent)
                .toList();
    }

    @Test
    void appendsToEachChatItsOwnMessage() {
        var chats = List.of(new Chat(), new Chat(), new Chat());
        var batch = chats.stream()
                .map(chat -> chat.message("for " + chat.started.contactId()))
                .toList();

        var appended = messages.appendAll(batch);

        for (int i = 0; i < chats.size(); i++) {
            var chat = chats.get(i);
            var position = appended.get(i).orElseThrow();
            assertThat(position.session().value()).hasToString(chat.started.contactId());
            assertThat(chat.messages()).containsExactly("for " + chat.started.contactId());
            var item = chat.customer.everything().getLast();
            assertThat(item.id()).isEqualTo(batch.get(i).id().value().toString());
            assertThat(Instant.parse(item.absoluteTime()))
                    .isEqualTo(position.position().at().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    void doesNotWaitForALockedChat() throws Exception {
        var locked = new Chat();
        var free = new Chat();

        transactions.executeWithoutResult(_ -> {
            jdbc.sql("select from chat_session where id = :id for no key update")
                    .param("id", UUID.fromString(locked.started.contactId()))
                    .query(row -> {});
            var batch = CompletableFuture.supplyAsync(() -> append(locked.message("waits"), free.message("goes")));

            assertThat(batch.orTimeout(10, TimeUnit.SECONDS).join()).containsExactly(false, true);
            var alone = CompletableFuture.supplyAsync(() -> append(locked.message("waits alone")));
            assertThat(alone.orTimeout(10, TimeUnit.SECONDS).join()).containsExactly(false);
        });

        assertThat(locked.messages()).isEmpty();
        assertThat(free.messages()).containsExactly("goes");
    }

    @Test
    void appendsOneOfSeveralMessagesOfAChat() {
        var chat = new Chat();

        var appended = append(chat.message("same"), chat.message("same"), chat.message("same"));

        assertThat(appended).containsOnlyOnce(true);
        assertThat(chat.messages()).containsExactly("same");
    }

    @Test
    void appendsARepeatOnce() {
        var chat = new Chat();
        var message = chat.message("once");

        assertThat(append(message, message)).containsOnlyOnce(true);
        assertThat(append(message, new Chat().message("another"))).containsExactly(false, true);

        assertThat(chat.messages()).containsExactly("once");
    }

    @Test
    void rejectsOnlyTheMessagesThatAreNotAllowed() {
        var ended = new Chat();
        tenant.stop(ended.started.contactId());
        var plain = new Chat();
        var left = new Chat();
        calls.participants().disconnectParticipant(r -> r.connectionToken(left.customer.connectionToken()));
        var last = new Chat();

        var appended = append(
                ended.message("x"),
                plain.message("text/markdown", "x", UUID.randomUUID()),
                left.message("x"),
                last.message("x"));

        assertThat(appended).containsExactly(false, false, false, true);
        assertThat(append(left.message("x"))).containsExactly(false);
        assertThat(append(last.message("y"))).containsExactly(true);
        assertThat(plain.messages()).isEmpty();
    }
}
