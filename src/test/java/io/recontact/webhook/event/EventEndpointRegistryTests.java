package io.recontact.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.MutableClock;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The endpoints that events are written for, when the settings of nodes differ. */
@ServiceTest
class EventEndpointRegistryTests {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Service.Tenant tenant;
    private final EventEndpointRepository rows;
    private final JdbcClient jdbc;
    private final MutableClock clock;
    private final TransactionTemplate transaction;

    EventEndpointRegistryTests(
            Service.Calls calls,
            EventEndpointRepository rows,
            JdbcClient jdbc,
            MutableClock clock,
            TransactionTemplate transaction) {
        this.tenant = calls.newTenant();
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    @BeforeEach
    @AfterEach
    void listNothing() {
        clock.reset();
        for (var table : List.of("contact_event", "contact_event_backlog", "contact_event_endpoint")) {
            jdbc.sql("delete from " + table).update();
        }
    }

    /** The registry of a node that lists some endpoints. */
    private EventEndpointRegistry node(String... names) {
        var endpoints = Stream.of(names)
                .map(name ->
                        new EventEndpoint(name, URI.create("http://127.0.0.1:9/"), null, EventEndpoint.Content.EVENTS))
                .toList();
        return new EventEndpointRegistry(
                rows,
                new ContactEventProperties(
                        endpoints, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), A_DAY, A_DAY, A_DAY),
                clock);
    }

    private List<String> endpointsOf(String contact) {
        return List.copyOf(jdbc.sql("select distinct endpoint from contact_event where contact_id = :id order by 1")
                .param("id", UUID.fromString(contact))
                .query(String.class)
                .list());
    }

    private int removeAll(EventEndpointRegistry node) {
        return transaction.execute(_ -> node.deleteSomeEvents());
    }

    @Test
    void areEmptyUntilANodeListsOne() {
        var before = tenant.start();
        node("a", "b").confirm();
        var after = tenant.start();

        assertThat(endpointsOf(before)).isEmpty();
        assertThat(endpointsOf(after)).containsExactly("a", "b");
    }

    @Test
    void stayAsLongAsAnyNodeListsThem() {
        var old = node("a");
        var renewed = node("a", "b");
        old.confirm();
        renewed.confirm();
        for (int i = 0; i < 50; i++) {
            clock.advance(Duration.ofHours(1));
            old.confirm();
            renewed.confirm();
        }

        assertThat(endpointsOf(tenant.start())).containsExactly("a", "b");
        assertThat(removeAll(old)).isZero();
    }

    @Test
    void areDeletedWithTheirEventsWhenNoNodeListsThem() {
        node("a", "b").confirm();
        var contact = tenant.start();
        var node = node("b");
        node.confirm();
        clock.advance(A_DAY.minusSeconds(1));
        node.confirm();
        assertThat(removeAll(node)).isZero();
        assertThat(endpointsOf(contact)).containsExactly("a", "b");

        clock.advance(Duration.ofSeconds(1));
        node.confirm();

        assertThat(endpointsOf(tenant.start())).containsExactly("b");
        assertThat(removeAll(node)).isOne();
        assertThat(endpointsOf(contact)).containsExactly("b");
        assertThat(jdbc.sql("select endpoint from contact_event_backlog where contact_id = :id")
                        .param("id", UUID.fromString(contact))
                        .query(String.class)
                        .list())
                .containsExactly("b");
    }

    @Test
    void areKeptWhileTheServiceWasOff() {
        node("a").confirm();
        var contact = tenant.start();
        clock.advance(A_DAY.multipliedBy(30));

        var first = node();
        first.confirm();
        assertThat(removeAll(first)).isZero();
        node("a").confirm();

        assertThat(endpointsOf(contact)).containsExactly("a");
    }

    @Test
    void restartWhenTheyAreListedAgain() {
        node("a").confirm();
        var forgotten = tenant.start();
        node().confirm();
        clock.advance(A_DAY);
        node().confirm();
        removeAll(node());
        clock.reset();

        node("a").confirm();
        tenant.stop(forgotten);

        assertThat(jdbc.sql("select type from contact_event where contact_id = :id order by number")
                        .param("id", UUID.fromString(forgotten))
                        .query(String.class)
                        .list())
                .containsExactly("DISCONNECTED", "COMPLETED");
    }

    @Test
    void areDeletedWithEventsWrittenConcurrently() {
        node("a").confirm();
        node().confirm();
        clock.advance(A_DAY);
        // Like the event of a change that began before the endpoint was removed.
        var contact = tenant.start();
        node().confirm();

        assertThat(removeAll(node())).isOne();
        assertThat(removeAll(node())).isZero();

        assertThat(endpointsOf(contact)).isEmpty();
    }
}
