package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.AgentClient;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * PostgreSQL keeps the plan of a statement, unless it finds plans for its parameters cheaper, which it does if one is a
 * short array. Planning then costs more than the statement (docs/decisions/0061).
 */
@ServiceTest
@TestPropertySource(
        properties = {
            "recontact.pool-size=" + PlannedOnceTests.CONNECTIONS,
            "spring.datasource.hikari.connection-init-sql=set enable_seqscan = off"
        })
class PlannedOnceTests {

    static final int CONNECTIONS = 3;

    /** PostgreSQL plans each statement for its parameters five times before it decides. */
    private static final int TRIALS = 5;

    /** The driver prepares a statement at its fifth execution, in each of the connections. */
    private static final int CHATS = 3 * CONNECTIONS * TRIALS;

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RawCalls raw;
    private final QueuedChats queued;
    private final DataSource database;

    PlannedOnceTests(Service.Calls calls, RawCalls raw, QueuedChats queued, DataSource database) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.queued = queued;
        this.database = database;
    }

    @Test
    void chatsWithAgents() throws SQLException {
        var agent = AgentClient.hire(tenant, raw).available();
        var queue = AgentClient.basicQueue(tenant);
        for (int i = 0; i < CHATS; i++) {
            var chat = queued.in(tenant, queue);
            var participant = calls.joined(agent.accept(agent.awaitOffer()));
            chat.customer().say("hello");
            participant.say("hello");
            participant.event("typing");
            chat.customer().everything();
            agent.end(chat.contact());
            agent.clear(chat.contact());
        }

        assertThat(alwaysPlanned()).isEmpty();
    }

    @Test
    void messagesThatComeTogether() throws SQLException {
        var customers = Stream.generate(() -> calls.joined(tenant.start(_ -> {}).participantToken()))
                .limit(2 * CONNECTIONS)
                .toList();
        for (int i = 0; i < CHATS; i++) {
            ConcurrentCalls.run(
                    customers.size(), number -> customers.get(number).say("hello"));
        }

        assertThat(alwaysPlanned()).isEmpty();
    }

    /** The statements that some connection has planned each time. */
    private List<Map.Entry<String, Integer>> alwaysPlanned() throws SQLException {
        var connections = new ArrayList<Connection>();
        var found = new ArrayList<Map.Entry<String, Integer>>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                var connection = database.getConnection();
                connections.add(connection);
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(
                                "select statement, custom_plans from pg_prepared_statements where custom_plans > "
                                        + TRIALS)) {
                    while (rows.next()) {
                        found.add(Map.entry(rows.getString("statement"), rows.getInt("custom_plans")));
                    }
                }
            }
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
        return found;
    }
}
