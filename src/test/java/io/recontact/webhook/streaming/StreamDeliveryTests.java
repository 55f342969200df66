package io.recontact.webhook.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SharedGauges;
import io.recontact.testing.HttpReceiver;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.connect.model.StartChatContactResponse;

/** Requests to streaming endpoints, and the begin and the end of streams. */
class StreamDeliveryTests extends StreamDeliveryFixture {

    StreamDeliveryTests(
            Service.Calls calls,
            StreamDeliveryScheduler delivery,
            StreamLeaseRepository leases,
            JdbcClient jdbc,
            MutableClock clock,
            MeterRegistry meters,
            SharedGauges gauges) {
        super(calls, delivery, leases, jdbc, clock, meters, gauges);
    }

    private long ongoing(StartChatContactResponse chat) {
        return jdbc.sql("select count(*) from chat_stream where session_id = :id and done_at is null")
                .param("id", UUID.fromString(chat.contactId()))
                .query(Long.class)
                .single();
    }

    /** More items than one lease delivers. */
    private List<String> holdConversation(StartChatContactResponse chat, List<String> frames) {
        var expected = new ArrayList<>(List.of("Hello", "participant.joined"));
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            socket.awaitEvent("participant.joined");
            for (int i = 0; i < 60; i++) {
                expected.add(customer.say("message " + i).id() == null ? "" : "message " + i);
                if (i == 30) {
                    customer.event("typing");
                }
            }
            customer.disconnect();
            socket.awaitClosed();
            frames.addAll(itemsOf(socket));
        }
        expected.addAll(List.of("participant.left", "chat.ended"));
        return expected;
    }

    /** The items in the frames of a websocket, without those that are in no transcript. */
    private static List<String> itemsOf(LiveSocket socket) {
        return socket.frames().stream()
                .filter(frame -> frame.path("topic").asString("").equals("aws/chat"))
                .map(frame -> frame.path("content").asString())
                .filter(item -> !item.contains("event.typing"))
                .toList();
    }

    @Test
    void receiveTheWholeConversationAsFromSns() {
        var chat = chat(SNS);
        var frames = new ArrayList<String>();

        var expected = holdConversation(chat, frames);

        awaitReceived(sns, chat, expected);
        var taken = sns.acceptedOf(chat.contactId());
        // A participant receives the items after its connection.
        assertThat(taken.stream().map(StreamReceiver.Received::itemText)).endsWith(frames.toArray(String[]::new));
        assertThat(frames).hasSizeGreaterThan(60);
        var first = taken.getFirst();
        var notification = StreamReceiver.JSON.readTree(first.body());
        assertThat(notification.propertyNames())
                .containsExactlyInAnyOrder(
                        "Type", "MessageId", "TopicArn", "Message", "Timestamp", "MessageAttributes");
        assertThat(notification.path("Type").asString()).isEqualTo("Notification");
        assertThat(notification.path("MessageId").asString())
                .isEqualTo(first.item().path("Id").asString());
        assertThat(notification.path("TopicArn").asString()).isEqualTo(SNS);
        assertThat(notification.path("Timestamp").asString())
                .isEqualTo(first.item().path("AbsoluteTime").asString());
        assertThat(first.headers())
                .containsEntry("x-amz-sns-message-type", "Notification")
                .containsEntry("x-amz-sns-topic-arn", SNS)
                .containsEntry("content-type", "text/plain; charset=UTF-8")
                .containsEntry(
                        "x-amz-sns-message-id", notification.path("MessageId").asString());
        assertThat(first.headers().get("x-amz-sns-subscription-arn")).startsWith(SNS + ":");
        var attributes = notification.path("MessageAttributes");
        assertThat(attributes.propertyNames())
                .containsExactlyInAnyOrder(
                        "InitialContactId",
                        "ContactId",
                        "ParticipantRole",
                        "InstanceId",
                        "AccountId",
                        "Type",
                        "ContentType",
                        "MessageVisibility");
        assertThat(attributes.valueStream())
                .allSatisfy(attribute ->
                        assertThat(attribute.path("Type").asString()).isEqualTo("String"));
        assertThat(attributes.path("InitialContactId").path("Value").asString()).isEqualTo(chat.contactId());
        assertThat(attributes.path("ContactId").path("Value").asString()).isEqualTo(chat.contactId());
        assertThat(attributes.path("ParticipantRole").path("Value").asString()).isEqualTo("CUSTOMER");
        assertThat(attributes.path("InstanceId").path("Value").asString()).isEqualTo(tenant.instance());
        assertThat(attributes.path("AccountId").path("Value").asString()).isEqualTo("123456789012");
        assertThat(attributes.path("Type").path("Value").asString()).isEqualTo("MESSAGE");
        assertThat(attributes.path("ContentType").path("Value").asString()).isEqualTo("text/plain");
        assertThat(attributes.path("MessageVisibility").path("Value").asString())
                .isEqualTo("ALL");
    }

    @Test
    void receiveTheWholeConversationAsAWebhook() {
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var stream = stream(chat, WEBHOOK);
        var frames = new ArrayList<String>();

        var expected = holdConversation(chat, frames);

        awaitReceived(webhook, chat, expected);
        var taken = webhook.acceptedOf(chat.contactId());
        assertThat(taken.stream().map(StreamReceiver.Received::body)).endsWith(frames.toArray(String[]::new));
        var first = taken.getFirst();
        assertThat(first.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("X-Recontact-StreamingEndpointArn", WEBHOOK)
                .containsEntry("X-Recontact-StreamingId", stream)
                .containsEntry("X-Recontact-Id", first.item().path("Id").asString())
                .containsEntry("X-Recontact-InitialContactId", chat.contactId())
                .containsEntry("X-Recontact-ContactId", chat.contactId())
                .containsEntry("X-Recontact-ParticipantRole", "CUSTOMER")
                .containsEntry("X-Recontact-InstanceId", tenant.instance())
                .containsEntry("X-Recontact-AccountId", "123456789012")
                .containsEntry("X-Recontact-Type", "MESSAGE")
                .containsEntry("X-Recontact-ContentType", "text/plain")
                .containsEntry("X-Recontact-MessageVisibility", "ALL");
        assertThat(taken.getLast().headers()).doesNotContainKey("X-Recontact-ParticipantRole");
    }

    @Test
    void completeAfterTheEndOfTheChat() {
        var chat = chat(SNS);

        tenant.stop(chat.contactId());

        awaitReceived(sns, chat, List.of("Hello", "chat.ended"));
        await().until(() -> ongoing(chat) == 0);
    }

    @Test
    void verifyTheSenderByTheirSecret() throws Exception {
        for (var endpoint : List.of(SNS, WEBHOOK)) {
            var receiver = endpoint.equals(SNS) ? sns : webhook;
            var chat = chat(endpoint);
            awaitReceived(receiver, chat, List.of("Hello"));

            var request = receiver.acceptedOf(chat.contactId()).getFirst();

            HttpReceiver.assertSigned(request.headers(), request.body(), SECRET, clock.instant());
        }
    }

    @Test
    void receiveNoSignatureWithoutASecret() {
        var chat = chat(UNSEALED);

        awaitReceived(unsealed, chat, List.of("Hello"));

        assertThat(unsealed.acceptedOf(chat.contactId()).getFirst().headers())
                .doesNotContainKeys("X-Recontact-Timestamp", "X-Recontact-Signature");
    }

    @Test
    void receiveNothingAfterTheStreamWasStopped() {
        var chat = tenant.start(_ -> {});
        var stopped = stream(chat, SNS);
        stream(chat, UNSEALED);
        var customer = calls.customerOf(chat);
        customer.say("one");
        awaitReceived(sns, chat, List.of("participant.joined", "one"));

        tenant.connect()
                .stopContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contactId())
                        .streamingId(stopped));
        customer.say("two");

        awaitReceived(unsealed, chat, List.of("participant.joined", "one", "two"));
        clock.advance(PAST_A_LOOK);
        delivery.poll();
        awaitReceived(sns, chat, List.of("participant.joined", "one"));
    }

    @Test
    void discardUndeliveredItemsWhenTheStreamIsStopped() {
        sns.answer(_ -> 500);
        var chat = tenant.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        var stream = stream(chat, SNS);
        await().until(() -> failures(chat) == 1);

        tenant.connect()
                .stopContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(chat.contactId())
                        .streamingId(stream));
        sns.reset();
        tryAgain();
        var other = chat(SNS);

        awaitReceived(sns, other, List.of("Hello"));
        assertThat(sns.acceptedOf(chat.contactId())).isEmpty();
    }

    @Test
    void receiveNothingOfADeletedInstance() {
        sns.answer(_ -> 500);
        var chat = chat(SNS);
        await().until(() -> failures(chat) == 1);
        tenant.connect().deleteInstance(r -> r.instanceId(tenant.instance()));
        sns.reset();

        tryAgain();
        var other = calls.newTenant();
        var chatThere = other.start(
                c -> c.initialMessage(m -> m.contentType("text/plain").content("Hello")));
        other.connect()
                .startContactStreaming(r -> r.instanceId(other.instance())
                        .contactId(chatThere.contactId())
                        .clientToken(UUID.randomUUID().toString())
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(SNS)));

        awaitReceived(sns, chatThere, List.of("Hello"));
        assertThat(sns.acceptedOf(chat.contactId())).isEmpty();
    }

    @Test
    void connectTheCustomerWithoutAWebsocket() {
        var chat = chat(SNS);

        var connection = calls.participants()
                .createParticipantConnection(r -> r.participantToken(chat.participantToken())
                        .type(
                                software.amazon.awssdk.services.connectparticipant.model.ConnectionType
                                        .CONNECTION_CREDENTIALS)
                        .connectParticipant(true));
        calls.participants()
                .sendMessage(r -> r.connectionToken(
                                connection.connectionCredentials().connectionToken())
                        .contentType("text/plain")
                        .content("By SMS"));

        awaitReceived(sns, chat, List.of("Hello", "participant.joined", "By SMS"));
    }

    @Test
    void haveDocumentedMetrics() throws Exception {
        awaitReceived(sns, chat(SNS), List.of("Hello"));
        sns.answer(_ -> 500);
        var refused = chat(SNS);
        await().until(() -> failures(refused) == 1);

        var documented = Files.readString(Path.of("docs/metrics.md"));

        assertThat(meters.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .filter(name -> name.startsWith("recontact.streams."))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "recontact.streams.delay", "recontact.streams.failures", "recontact.streams.failing")
                .allSatisfy(name -> assertThat(documented).contains("`" + name + "`"));
    }
}
