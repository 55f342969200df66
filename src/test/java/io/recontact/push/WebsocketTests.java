package io.recontact.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.participant.ParticipantAuthenticator;
import io.recontact.chat.token.TokenService;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.LiveSocket;
import io.recontact.testing.MutableClock;
import io.recontact.testing.ParticipantFixtures;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import tools.jackson.databind.JsonNode;

/** Which items a websocket receives, and when the service closes it (chatjs-protocol.md §§3, 4 and 9). */
@ServiceTest
class WebsocketTests {

    private static final String SUBSCRIBE = "{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}";
    private static final String HEARTBEAT = "{\"topic\":\"aws/heartbeat\"}";

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final MutableClock clock;
    private final ParticipantFixtures company;
    private final ParticipantWebSocketHandler sockets;
    private final SessionSubscriptions chats;
    private final ParticipantAuthenticator authenticator;
    private final WebSocketDrain drain;
    private final MeterRegistry meters;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final DeliveryNotifier notifier;

    WebsocketTests(
            Service.Calls calls,
            MutableClock clock,
            JdbcClient jdbc,
            TokenService tokens,
            ParticipantWebSocketHandler sockets,
            SessionSubscriptions chats,
            ParticipantAuthenticator authenticator,
            WebSocketDrain drain,
            MeterRegistry meters,
            TransactionTemplate transactions,
            DeliveryNotifier notifier) {
        this.notifier = notifier;
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.clock = clock;
        this.company = new ParticipantFixtures(jdbc, tokens);
        this.sockets = sockets;
        this.chats = chats;
        this.authenticator = authenticator;
        this.drain = drain;
        this.meters = meters;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    private double cut(String reason) {
        var counter =
                meters.find("recontact.websockets.cut").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    private static String topic(JsonNode frame) {
        return frame.path("topic").asString("");
    }

    private static String type(JsonNode item) {
        return item.path("ContentType").asString().replace("application/vnd.amazonaws.connect.event.", "");
    }

    @Test
    void pushesOnceToEachOfFiveWebsocketsOfAParticipant() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        var tabs = new ArrayList<LiveSocket>();
        try (var first = LiveSocket.open(customer.websocketUrl())) {
            for (int i = 0; i < 4; i++) {
                tabs.add(LiveSocket.subscribe(calls.customerOf(chat).websocketUrl()));
            }
            first.send(SUBSCRIBE);
            first.await(frame -> topic(frame).equals("aws/subscribe"));
            tabs.add(first);
            var ids = new ArrayList<String>();
            for (int i = 0; i < 50; i++) {
                ids.add(customer.say("m" + i).id());
            }
            customer.event("typing");
            customer.disconnect();

            for (var tab : tabs) {
                assertThat(tab.awaitClosed()).isEqualTo(1000);
                assertThat(tab.items().stream()
                                .filter(item -> item.path("Type").asString().equals("MESSAGE"))
                                .map(item -> item.path("Id").asString()))
                        .isEqualTo(ids);
                assertThat(tab.items().stream()
                                .filter(item -> item.path("Type").asString().equals("EVENT"))
                                .map(WebsocketTests::type)
                                .filter(type -> !type.equals("participant.joined")))
                        .containsExactlyInAnyOrder("typing", "participant.left", "chat.ended");
                var kept = tab.items().stream()
                        .filter(item -> !type(item).equals("typing"))
                        .map(item -> item.path("AbsoluteTime").asString())
                        .toList();
                assertThat(kept).isSorted();
                assertThat(type(tab.items().getLast())).isEqualTo("chat.ended");
            }
            assertThat(tabs.getFirst().items().stream().filter(i -> type(i).equals("participant.joined")))
                    .as("the one that was open when the participant joined")
                    .hasSize(1);
        } finally {
            tabs.forEach(LiveSocket::close);
        }
    }

    @Test
    void closesTheOldestOfTooManyWebsockets() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        var before = cut("many");
        var tabs = new ArrayList<LiveSocket>();
        try {
            for (int i = 0; i < 11; i++) {
                tabs.add(customer.subscribe());
            }

            assertThat(tabs.getFirst().awaitClosed()).isEqualTo(1008);
            assertThat(cut("many")).isEqualTo(before + 1);
            customer.say("to the others");
            tabs.stream().skip(1).forEach(tab -> tab.awaitMessage("to the others"));
        } finally {
            tabs.forEach(LiveSocket::close);
        }
    }

    @Test
    void pushesOnceAfterTwoSubscriptions() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        try (var socket = customer.subscribe()) {
            socket.send(SUBSCRIBE);
            socket.await(frame -> socket.frames().stream()
                            .filter(f -> topic(f).equals("aws/subscribe"))
                            .count()
                    == 2);
            customer.say("once");
            customer.say("last");
            socket.awaitMessage("last");

            assertThat(socket.messages()).containsExactly("once", "last");
            assertThat(socket.items().stream().filter(i -> type(i).equals("participant.joined")))
                    .hasSize(1);
        }
    }

    @Test
    void pushesNothingWithoutASubscription() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        try (var silent = LiveSocket.open(customer.websocketUrl());
                var listening = customer.subscribe()) {
            customer.say("hello");
            customer.event("typing");
            listening.awaitMessage("hello");
            listening.awaitEvent("typing");
            silent.send(HEARTBEAT);
            silent.await(frame -> topic(frame).equals("aws/heartbeat"));

            assertThat(silent.frames()).hasSize(1);
        }
    }

    @Test
    void pushesNoPastItems() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("before");
        try (var later = customer.subscribe()) {
            customer.say("after");
            later.awaitMessage("after");
            assertThat(later.messages()).containsExactly("after");
            customer.disconnect();
        }

        var resumed = calls.customerOf(tenant.start(c ->
                c.persistentChat(p -> p.rehydrationType("ENTIRE_PAST_SESSION").sourceContactId(chat.contactId()))));
        try (var socket = resumed.subscribe()) {
            resumed.say("again");
            socket.awaitMessage("again");
            assertThat(socket.messages()).containsExactly("again");
            assertThat(socket.items()).allSatisfy(item -> {
                assertThat(item.has("RelatedContactId")).isFalse();
                assertThat(item.path("ContactId").asString()).isNotEqualTo(chat.contactId());
            });
        }
    }

    @Test
    void closesOnlyTheWebsocketsOfAnAgentWhoLeaves() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.say("hello");
        var stays = calls.participant(company.invite(chat.contactId(), "AGENT"));
        stays.say("I stay");
        var leaves = calls.participant(company.invite(chat.contactId(), "AGENT"));
        try (var heardByCustomer = customer.subscribe();
                var heardByColleague = stays.subscribe();
                var own = leaves.subscribe();
                var other =
                        LiveSocket.subscribe(calls.participant(leaves.token()).websocketUrl())) {
            own.awaitEvent("participant.joined");

            leaves.disconnect();

            assertThat(own.awaitClosed()).isEqualTo(1000);
            assertThat(other.awaitClosed()).isEqualTo(1000);
            assertThat(type(own.items().getLast())).isEqualTo("participant.left");
            heardByCustomer.awaitEvent("participant.left");
            heardByColleague.awaitEvent("participant.left");
            customer.say("still here");
            heardByColleague.awaitMessage("still here");
            assertThat(own.messages()).isEmpty();
            assertThat(heardByCustomer.isClosed()).isFalse();
        }
    }

    @Test
    void closesSilentWebsocketsAfterAMinute() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        var before = cut("silent");
        try (var silent = customer.subscribe();
                var unsubscribed = LiveSocket.open(customer.websocketUrl());
                var alive = customer.subscribe()) {
            clock.advance(Duration.ofSeconds(45));
            alive.send(HEARTBEAT);
            alive.await(frame -> topic(frame).equals("aws/heartbeat"));
            sockets.closeSilent();
            assertThat(silent.isClosed()).isFalse();
            clock.advance(Duration.ofSeconds(30));

            sockets.closeSilent();

            assertThat(silent.awaitClosed()).isEqualTo(4500);
            assertThat(unsubscribed.awaitClosed()).isEqualTo(4500);
            assertThat(cut("silent")).isGreaterThanOrEqualTo(before + 2);
            customer.say("to who is there");
            alive.awaitMessage("to who is there");
        }
    }

    @Test
    void movesClientsWhenTheServiceStops() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        try (var subscribed = customer.subscribe();
                var open = LiveSocket.open(customer.websocketUrl())) {
            open.send(HEARTBEAT);
            open.await(frame -> topic(frame).equals("aws/heartbeat"));

            drain.stop();

            assertThat(subscribed.awaitClosed()).isEqualTo(1001);
            assertThat(open.awaitClosed()).isEqualTo(1001);
            assertThat(sockets.areAllClosed()).isTrue();
        } finally {
            drain.start();
        }
    }

    @Test
    void countsOpenWebsockets() {
        var customer = calls.customerOf(tenant.start(_ -> {}));
        var gauge = meters.get("recontact.websockets.open").gauge();
        Awaitility.await().until(() -> gauge.value() == 0); // websockets of other tests
        try (var _ = customer.subscribe();
                var lost = LiveSocket.open(customer.websocketUrl())) {
            Awaitility.await().until(() -> gauge.value() == 2);
            lost.abort();
            Awaitility.await().until(() -> gauge.value() == 1);
        }
        Awaitility.await().until(() -> gauge.value() == 0);
    }

    @Test
    void closesOnASubscriptionAfterTheEnd() {
        var chat = tenant.start(_ -> {});
        try (var socket = LiveSocket.open(calls.customerOf(chat).websocketUrl())) {
            tenant.stop(chat.contactId());

            socket.send(SUBSCRIBE);

            assertThat(socket.awaitClosed()).isEqualTo(1000);
            assertThat(socket.items()).isEmpty();
        }
    }

    /** A page whose websocket stayed open would never learn of the end. */
    @Test
    void closesWhenTheEndRacesWithTheSubscription() {
        for (int round = 0; round < 30; round++) {
            var chat = tenant.start(_ -> {});
            var customer = calls.customerOf(chat);
            customer.event("connection.acknowledged");
            try (var socket = LiveSocket.open(customer.websocketUrl())) {
                ConcurrentCalls.run(2, i -> {
                    if (i == 0) {
                        socket.send(SUBSCRIBE);
                    } else {
                        tenant.stop(chat.contactId());
                    }
                    return i;
                });

                assertThat(socket.awaitClosed()).as("round %d", round).isEqualTo(1000);
            }
        }
    }

    /** A short outage of the database must not leave a customer connected who has not joined. */
    @Test
    void connectsAParticipantAfterAFailedSubscription() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        jdbc.sql("""
                        create function be_away() returns trigger language plpgsql as
                        $$ begin raise exception 'away' using errcode = '57P03'; end $$
                        """).update();
        jdbc.sql("""
                        create trigger away before update on participant
                        for each row when (new.id = '%s') execute function be_away()
                        """.formatted(UUID.fromString(chat.participantId()))).update();
        try (var socket = LiveSocket.open(customer.websocketUrl())) {
            socket.send(SUBSCRIBE);
            socket.await(
                    frame -> frame.path("content").path("status").asString("").equals("failure"));
            assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                    .isNull();
            jdbc.sql("drop trigger away on participant").update();

            socket.send(SUBSCRIBE); // ChatJS does so every 500 ms

            socket.awaitEvent("participant.joined");
            assertThat(tenant.describe(chat.contactId()).connectedToSystemTimestamp())
                    .isNotNull();
        } finally {
            jdbc.sql("drop function be_away cascade").update();
        }
    }

    /** The service may close a silent websocket while its client subscribes. */
    @Test
    void removesAWebsocketThatClosesWhileItSubscribes() throws InterruptedException {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        customer.event("connection.acknowledged");
        var id = new ParticipantId(UUID.fromString(chat.participantId()));
        var socket = new FakeSocket();
        socket.getAttributes().put("participant", authenticator.requireActive(id));
        sockets.afterConnectionEstablished(socket);

        var subscribing = Thread.ofVirtual().unstarted(() -> {
            try {
                sockets.handleMessage(socket, new TextMessage(SUBSCRIBE));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        transactions.executeWithoutResult(_ -> {
            // The session cannot be read now.
            jdbc.sql("lock table chat_session in access exclusive mode").update();
            subscribing.start();
            Awaitility.await()
                    .until(() -> jdbc.sql("select count(*) from pg_locks where not granted")
                                    .query(Long.class)
                                    .single()
                            > 0);
            sockets.afterConnectionClosed(socket, CloseStatus.NORMAL);
        });
        subscribing.join();

        assertThat(ReflectionTestUtils.getField(chats, "broadcasters"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .doesNotContainKey(new SessionId(UUID.fromString(chat.contactId())));
    }

    /** Another node may send one during an upgrade of the cluster. */
    @Test
    void survivesMalformedNotifications() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        try (var socket = customer.subscribe()) {
            socket.awaitEvent("participant.joined");
            for (var garbage : List.of("garbage", "", "\n", "x\ny", UUID.randomUUID() + "\nnot-a-session {}")) {
                announce(garbage);
            }

            announce("%s\n%s {\"Id\":\"from elsewhere\"}".formatted(UUID.randomUUID(), chat.contactId()));

            socket.awaitItem(item -> item.path("Id").asString("").equals("from elsewhere"));
        }
    }

    @Test
    void receivesNotificationsAfterARestart() {
        var chat = tenant.start(_ -> {});
        var customer = calls.customerOf(chat);
        notifier.stop();
        notifier.start();
        try (var socket = customer.subscribe()) {
            socket.awaitEvent("participant.joined");
            Awaitility.await().untilAsserted(() -> {
                // Notifications are lost until the new listener is connected.
                announce("%s\n%s {\"Id\":\"from elsewhere\"}".formatted(UUID.randomUUID(), chat.contactId()));
                assertThat(socket.items())
                        .anySatisfy(
                                item -> assertThat(item.path("Id").asString("")).isEqualTo("from elsewhere"));
            });
        }
    }

    private void announce(String text) {
        jdbc.sql("select pg_notify('recontact', :text)")
                .param("text", text)
                .query((_, _) -> true)
                .single();
    }
}
