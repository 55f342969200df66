package io.recontact.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.Participant;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.InvalidParameterException;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connectparticipant.model.AccessDeniedException;
import software.amazon.awssdk.services.connectparticipant.model.Item;

/** CreatePersistentContactAssociation: an active chat continues from a past one. */
@ServiceTest
class PersistentAssociationTests {

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final NextContacts segments;
    private final JdbcClient jdbc;

    PersistentAssociationTests(Service.Calls calls, RawCalls raw, JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.segments = new NextContacts(jdbc);
        this.jdbc = jdbc;
    }

    private String associate(String contact, String type, String source) {
        return tenant.connect()
                .createPersistentContactAssociation(r -> r.instanceId(tenant.instance())
                        .initialContactId(contact)
                        .rehydrationType(type)
                        .sourceContactId(source))
                .continuedFromContactId();
    }

    private String associate(String contact, String source, String clientToken, String type) {
        return tenant.connect()
                .createPersistentContactAssociation(r -> r.instanceId(tenant.instance())
                        .initialContactId(contact)
                        .rehydrationType(type)
                        .sourceContactId(source)
                        .clientToken(clientToken))
                .continuedFromContactId();
    }

    /** An ended chat with messages. */
    private String past(String said) {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content(said)));
        tenant.stop(chat.contactId());
        return chat.contactId();
    }

    private static List<String> summary(Participant participant) {
        return participant.everything().stream()
                .map(PersistentAssociationTests::summary)
                .toList();
    }

    private static String summary(Item item) {
        return item.content() != null
                ? item.content()
                : item.contentType().replace("application/vnd.amazonaws.connect.event.", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENTIRE_PAST_SESSION", "FROM_SEGMENT"})
    void addsThePastToAnActiveChat(String type) {
        var source = past("What was said before");
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            customer.say("Hello again");

            assertThat(associate(chat.contactId(), type, source)).isEqualTo(source);

            var rehydrated = socket.awaitEvent("chat.rehydrated");
            assertThat(rehydrated.path("ParticipantId").isMissingNode()).isTrue();
            assertThat(rehydrated.path("ParticipantRole").isMissingNode()).isTrue();
            assertThat(rehydrated.path("ContactId").asString()).isEqualTo(chat.contactId());
            assertThat(summary(customer))
                    .containsExactly(
                            "What was said before",
                            "chat.ended",
                            "participant.joined",
                            "Hello again",
                            "chat.rehydrated");
        }
        var contact = tenant.describe(chat.contactId());
        assertThat(contact.relatedContactId()).isEqualTo(source);
        assertThat(contact.contactAssociationId()).isEqualTo(source);
        assertThat(tenant.describe(source).relatedContactId())
                .as("the old contact is unchanged")
                .isNull();
    }

    /** The guide's example: C1 is transferred to C2, a disconnect flow opens C3, and all have ended. */
    @ParameterizedTest
    @CsvSource({"ENTIRE_PAST_SESSION, 1, 3", "FROM_SEGMENT, 1, 1", "FROM_SEGMENT, 2, 2"})
    void continuesFromTheRightContactOfASession(String type, int source, int continuedFrom) {
        var c1 = tenant.startAndStop();
        var c2 = segments.append(c1, c1, "TRANSFER", 60);
        var c3 = segments.append(c1, c2, "DISCONNECT", 120);
        var contacts = List.of(c1, c2, c3);

        assertThat(associate(tenant.start(), type, contacts.get(source - 1)))
                .isEqualTo(contacts.get(continuedFrom - 1));
    }

    @Test
    void excludesLaterSegmentsOfTheSource() {
        var c1 = past("In the first segment");
        var c2 = segments.append(c1, c1, "TRANSFER", 60);
        jdbc.sql("update contact set first_sequence = 2 where id = :id")
                .param("id", UUID.fromString(c2))
                .update();
        var chat = tenant.start(_ -> {});

        associate(chat.contactId(), "FROM_SEGMENT", c1);

        assertThat(summary(calls.customerOf(chat))).containsExactly("In the first segment", "chat.rehydrated");
    }

    @Test
    void isPartOfThePastOfLaterChats() {
        var first = past("First");
        var second = tenant.start(
                        c -> c.initialMessage(m -> m.contentType("text/plain").content("Second")))
                .contactId();
        associate(second, "ENTIRE_PAST_SESSION", first);
        tenant.stop(second);
        var third = tenant.start(_ -> {});
        associate(third.contactId(), "FROM_SEGMENT", second);

        assertThat(summary(calls.customerOf(third)))
                .containsExactly("First", "chat.ended", "Second", "chat.rehydrated", "chat.ended", "chat.rehydrated");
        assertThat(tenant.describe(third.contactId()).contactAssociationId()).isEqualTo(first);
    }

    @Test
    void mergesAttributesWithThoseOfTheChatFirst() {
        var source = tenant.start(chat -> chat.attributes(Map.of("plan", "gold", "case", "1")))
                .contactId();
        tenant.stop(source);
        var contact = tenant.start(chat -> chat.attributes(Map.of("case", "2", "new", "yes")))
                .contactId();

        associate(contact, "FROM_SEGMENT", source);

        assertThat(tenant.attributes(contact))
                .containsOnly(Map.entry("plan", "gold"), Map.entry("case", "2"), Map.entry("new", "yes"));
        assertThat(tenant.attributes(source)).containsOnly(Map.entry("plan", "gold"), Map.entry("case", "1"));
    }

    @Test
    void refusesAttributesThatAreTooManyTogetherAndChangesNothing() {
        var source = tenant.start(chat -> chat.attributes(Map.of("a", "x".repeat(20_000))))
                .contactId();
        tenant.stop(source);
        var contact = tenant.start(chat -> chat.attributes(Map.of("b", "x".repeat(20_000))))
                .contactId();

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> associate(contact, "FROM_SEGMENT", source))
                .withMessageContaining("Attributes");

        assertThat(tenant.describe(contact).relatedContactId()).isNull();
        assertThat(tenant.attributes(contact)).containsOnlyKeys("b");
    }

    @Test
    void happensOnce() {
        var contact = tenant.start();
        associate(contact, "FROM_SEGMENT", past("First"));

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> associate(contact, "FROM_SEGMENT", past("Second")))
                .withMessageContaining("already");
    }

    @Test
    void refusesChatsThatStartedFromAnotherChat() {
        var source = tenant.startAndStop();
        var resumed = tenant.start(chat -> chat.persistentChat(
                        p -> p.rehydrationType("FROM_SEGMENT").sourceContactId(source)))
                .contactId();
        var related = tenant.start(chat -> chat.relatedContactId(source)).contactId();

        for (var contact : List.of(resumed, related)) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> associate(contact, "FROM_SEGMENT", source))
                    .withMessageContaining("already");
        }
    }

    @Test
    void refusesEndedChats() {
        var source = tenant.startAndStop();
        var ended = tenant.startAndStop();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> associate(ended, "FROM_SEGMENT", source))
                .withMessageContaining("has ended");
    }

    @Test
    void refusesTheSourcesThatAPersistentChatRefuses() {
        var contact = tenant.start();
        var active = tenant.start();
        var c1 = tenant.startAndStop();
        var c2 = segments.append(c1, c1, "TRANSFER", 60);
        var foreign = calls.newTenant().startAndStop();

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> associate(contact, "FROM_SEGMENT", active))
                .withMessageContaining("has not ended");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> associate(contact, "ENTIRE_PAST_SESSION", c2))
                .withMessageContaining("initial contact");
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> associate(contact, "FROM_SEGMENT", foreign));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() ->
                        associate(contact, "FROM_SEGMENT", UUID.randomUUID().toString()));
        assertThat(associate(contact, "FROM_SEGMENT", c2))
                .as("a refusal is not remembered")
                .isEqualTo(c2);
    }

    @Test
    void refusesAChatAsItsOwnPast() {
        var contact = tenant.start();
        var ended = tenant.startAndStop();
        segments.appendActive(ended, ended);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> associate(contact, "FROM_SEGMENT", contact));
        assertThatExceptionOfType(InvalidRequestException.class)
                .as("an earlier segment of the session itself")
                .isThrownBy(() -> associate(contact, "FROM_SEGMENT", ended));
    }

    @Test
    void doesNotFindTheContactsOfOtherInstances() {
        var source = tenant.startAndStop();
        var foreign = calls.newTenant().start();

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> associate(foreign, "FROM_SEGMENT", source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"RehydrationType\": \"FROM_SEGMENT\"} | InvalidRequestException",
                "{\"SourceContactId\": \"8d9d5f5b-54b7-4f4f-94a5-2d6a4f4d1e3a\"} | InvalidRequestException",
                "{\"RehydrationType\": \"ALL\", \"SourceContactId\": \"8d9d5f5b-54b7-4f4f-94a5-2d6a4f4d1e3a\"} | InvalidParameterException",
                "{\"RehydrationType\": \"FROM_SEGMENT\", \"SourceContactId\": \"x\"} | InvalidParameterException",
            })
    void needsATypeAndASource(String body, String error) {
        var answer = raw.post(
                "/contact/persistent-contact-association/%s/%s".formatted(tenant.instance(), tenant.start()), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains(error);
    }

    @Test
    void answersARepeatLikeTheFirstDespiteLaterChanges() {
        var source = tenant.startAndStop();
        var contact = tenant.start();
        var clientToken = UUID.randomUUID().toString();
        associate(contact, source, clientToken, "FROM_SEGMENT");

        assertThat(associate(contact, source, clientToken, "FROM_SEGMENT")).isEqualTo(source);
        tenant.stop(contact);
        assertThat(associate(contact, source, clientToken, "FROM_SEGMENT")).isEqualTo(source);

        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> associate(contact, source, clientToken, "ENTIRE_PAST_SESSION"))
                .withMessageContaining("ClientToken");
        assertThat(rehydrations(contact)).isOne();
    }

    @Test
    void acceptsOneOfManyConcurrentCalls() {
        for (int round = 0; round < 5; round++) {
            var contact = tenant.start();
            var sources = List.of(tenant.startAndStop(), tenant.startAndStop());

            var outcomes = ConcurrentCalls.run(8, i -> {
                try {
                    return associate(contact, "FROM_SEGMENT", sources.get(i % 2));
                } catch (InvalidRequestException _) {
                    return ""; // another was first
                }
            });

            assertThat(outcomes.stream().filter(id -> !id.isEmpty()))
                    .singleElement()
                    .isEqualTo(tenant.describe(contact).relatedContactId());
            assertThat(rehydrations(contact)).isOne();
        }
    }

    @Test
    void givesConcurrentDuplicatesOneAnswer() {
        var source = tenant.startAndStop();
        var contact = tenant.start();
        var clientToken = UUID.randomUUID().toString();

        var answers = ConcurrentCalls.run(12, _ -> associate(contact, source, clientToken, "FROM_SEGMENT"));

        assertThat(new HashSet<>(answers)).containsExactly(source);
        assertThat(rehydrations(contact)).isOne();
    }

    @Test
    void doesNotDeadlockWithConcurrentEndsAndMessages() {
        var source = tenant.startAndStop();
        for (int round = 0; round < 6; round++) {
            var chat = tenant.start(_ -> {});
            var customer = calls.joined(chat.participantToken());

            ConcurrentCalls.run(4, i -> {
                try {
                    switch (i) {
                        case 0 -> associate(chat.contactId(), "FROM_SEGMENT", source);
                        case 1 -> tenant.stop(chat.contactId());
                        case 2 ->
                            tenant.connect()
                                    .updateContactAttributes(r -> r.instanceId(tenant.instance())
                                            .initialContactId(chat.contactId())
                                            .attributes(Map.of("k", "v")));
                        default -> customer.say("Hello");
                    }
                } catch (InvalidRequestException _) {
                    // the chat has ended before it could continue
                } catch (AccessDeniedException _) {
                    // the chat has ended before its customer could talk
                }
                return i;
            });

            assertThat(tenant.attributes(chat.contactId())).containsEntry("k", "v");
            assertThat(rehydrations(chat.contactId()))
                    .isEqualTo(tenant.describe(chat.contactId()).relatedContactId() == null ? 0 : 1);
        }
    }

    private long rehydrations(String contact) {
        return jdbc.sql("""
                        select count(*) from transcript_item
                        where session_id = :contact and content_type like '%chat.rehydrated'
                        """)
                .param("contact", UUID.fromString(contact))
                .query(Long.class)
                .single();
    }
}
