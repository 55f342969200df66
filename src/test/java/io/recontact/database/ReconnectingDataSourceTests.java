package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.TcpProxy;
import io.recontact.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ExtendWith(OutputCaptureExtension.class)
class ReconnectingDataSourceTests {

    /** Longer than the pool needs to pause for seconds between its own attempts. */
    private static final Duration OUTAGE = Duration.ofSeconds(6);

    private final URI database = URI.create(TestDatabase.freshDatabaseUrl().substring("jdbc:".length()));
    private final TcpProxy proxy = new TcpProxy(database.getHost(), database.getPort());

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void connectsSoonAfterTheEndOfAnOutage(CapturedOutput output) throws Exception {
        proxy.disconnect();
        var connection = CompletableFuture.supplyAsync(
                () -> connect(source(database.getPath().substring(1), false)));
        Awaitility.await().during(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> !connection.isDone());

        proxy.reconnect();

        assertThat(connection.orTimeout(2, TimeUnit.SECONDS).join().isValid(1)).isTrue();
        connection.join().close();
        assertThat(output).containsOnlyOnce("refused").containsOnlyOnce("The database is there again");
    }

    @Test
    void failsAtOnceIfWaitingCannotHelp() {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> source("no_such_database", false).getConnection())
                .withMessageContaining("no_such_database");
    }

    @Test
    void failsAtOnceAfterTheEndOfThePool() {
        proxy.disconnect();
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> source(database.getPath().substring(1), true).getConnection())
                .withMessageContaining("refused");
    }

    private ReconnectingDataSource source(String name, boolean isClosed) {
        return new ReconnectingDataSource(
                new DriverManagerDataSource(
                        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), name),
                        TestDatabase.username(),
                        TestDatabase.password()),
                () -> isClosed);
    }

    private static Connection connect(ReconnectingDataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
