package io.recontact.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Participant;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.Item;
import software.amazon.awssdk.services.connectparticipant.model.SendMessageResponse;

/** Messages that race with repeats, with other messages, and with the end of their chats. */
@ServiceTest
class SendMessageRaceTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;

    SendMessageRaceTests(Service.Calls calls) {
        this.calls = calls;
        this.tenant = calls.newTenant();
    }

    @Test
    void storesOneOfTwentyConcurrentRepeats() {
        var chat = tenant.start(_ -> {});
        var twins = List.of(calls.customerOf(chat), calls.customerOf(chat));
        var token = UUID.randomUUID().toString();

        var answers = ConcurrentCalls.run(
                20,
                i -> twins.get(i % 2)
                        .client()
                        .sendMessage(r -> r.connectionToken(twins.get(i % 2).connectionToken())
                                .contentType("text/plain")
                                .content("once")
                                .clientToken(token)));

        assertThat(answers)
                .extracting(SendMessageResponse::id)
                .containsOnly(answers.getFirst().id());
        assertThat(answers)
                .extracting(SendMessageResponse::absoluteTime)
                .containsOnly(answers.getFirst().absoluteTime());
        assertThat(twins.getFirst().messages()).singleElement().satisfies(item -> {
            assertThat(item.id()).isEqualTo(answers.getFirst().id());
            assertThat(item.absoluteTime()).isEqualTo(answers.getFirst().absoluteTime());
        });
        assertThat(twins.getFirst().everything()).as("it joins once").hasSize(2);
    }

    @Test
    void keepsTheOrderOfEachSenderAndNeverGoesBackInTime() {
        var chat = tenant.start(_ -> {});
        ConcurrentCalls.run(8, sender -> {
            var customer = calls.customerOf(chat);
            for (int i = 0; i < 20; i++) {
                customer.say("%d/%d".formatted(sender, i));
            }
            return sender;
        });

        var messages = calls.customerOf(chat).messages();

        assertThat(messages).hasSize(160);
        assertThat(messages).extracting(Item::absoluteTime).isSorted();
        for (int sender = 0; sender < 8; sender++) {
            var prefix = sender + "/";
            var own = messages.stream()
                    .map(Item::content)
                    .filter(content -> content.startsWith(prefix))
                    .map(content -> Integer.parseInt(content.substring(prefix.length())))
                    .toList();
            assertThat(own).hasSize(20).isSorted();
        }
    }

    /**
     * Either the message or the end of the chat comes first: no message follows the end, and none is lost before it.
     */
    @Test
    void storesNothingAfterTheEndInARace() {
        for (int round = 0; round < 10; round++) {
            var chat = tenant.start(_ -> {});
            var customer = calls.customerOf(chat);
            customer.say("hello");
            var sent = ConcurrentCalls.run(6, i -> {
                if (i == 0) {
                    tenant.stop(chat.contactId());
                    return "stopped";
                }
                try {
                    return customer.say("racer").id();
                } catch (AccessDeniedException _) {
                    return "refused";
                }
            });

            var resumed = calls.customerOf(tenant.start(c -> c.persistentChat(
                    p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(chat.contactId()))));
            var past = resumed.everything();

            assertThat(past.getLast().contentType()).endsWith("chat.ended");
            assertThat(past.stream().filter(i -> "racer".equals(i.content())).map(Item::id))
                    .containsExactlyInAnyOrderElementsOf(sent.stream()
                            .filter(id -> !id.equals("stopped") && !id.equals("refused"))
                            .toList());
        }
    }

    /** Messages of several chats are appended together, while some of these chats end. */
    @Test
    void storesWhatItAnswersForEachOfManyChatsThatEndMeanwhile() {
        record Chat(String id, Participant customer) {}
        for (int round = 0; round < 5; round++) {
            var chats = Stream.generate(() -> tenant.start(_ -> {}))
                    .limit(8)
                    .map(chat -> new Chat(chat.contactId(), calls.joined(chat.participantToken())))
                    .toList();
            var answers = ConcurrentCalls.run(24, i -> {
                var chat = chats.get(i % chats.size());
                var sent = new ArrayList<String>();
                try {
                    for (int n = 0; n < 4; n++) {
                        sent.add(chat.customer().say("message").id());
                        if (i == n) {
                            tenant.stop(chat.id());
                        }
                    }
                } catch (AccessDeniedException _) {
                    // ended
                }
                return sent;
            });

            for (int i = 0; i < chats.size(); i++) {
                var sent = Stream.of(answers.get(i), answers.get(i + 8), answers.get(i + 16))
                        .flatMap(List::stream)
                        .toList();
                var id = chats.get(i).id();
                var stored = i < 4
                        ? calls.customerOf(tenant.start(chat -> chat.persistentChat(
                                p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(id))))
                        : chats.get(i).customer();
                assertThat(stored.messages()).extracting(Item::id).containsExactlyInAnyOrderElementsOf(sent);
                if (i < 4) {
                    assertThat(stored.everything().getLast().contentType()).endsWith("chat.ended");
                } else {
                    assertThat(sent).hasSize(12);
                }
            }
        }
    }
}
