package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recontact.testing.EmbeddedStandby;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A standby that becomes the primary, and one that follows another history than the primary. */
class StandbyFailoverTests {

    private static HikariDataSource connect(String url, EmbeddedStandby servers) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(servers.username());
        pool.setPassword(servers.password());
        return pool;
    }

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private StandbyReads reads(HikariDataSource primary, String standby) throws SQLException {
        return new StandbyReads(
                primary,
                JdbcClient.create(primary),
                new JdbcTransactionManager(primary),
                new StandbyProperties(standby, "", "", 2, Duration.ofMillis(20), Duration.ZERO),
                meters);
    }

    private double away() {
        return meters.get("recontact.standby.reads")
                .tag("result", "away")
                .counter()
                .count();
    }

    private static long notes(StandbyReads standby, JdbcClient jdbc) {
        return standby.read(
                () -> jdbc.sql("select count(*) from note").query(Long.class).single());
    }

    /** The connections of the service to the promoted server. */
    private static List<Integer> connections(EmbeddedStandby servers) {
        try (var own = connect(servers.standbyUrl(), servers)) {
            own.setMaximumPoolSize(1);
            return JdbcClient.create(own)
                    .sql("select pid from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()")
                    .query((row, _) -> row.getInt(1))
                    .list();
        }
    }

    @Test
    void isNotReadOnceItIsPromotedOrHasAnotherHistory() throws SQLException {
        try (var servers = EmbeddedStandby.start()) {
            try (var pool = connect(servers.primaryUrl(), servers)) {
                var jdbc = JdbcClient.create(pool);
                jdbc.sql("create table note (text text)").update();
                var standby = reads(pool, servers.standbyUrl());
                await().until(() -> standby.read(() -> jdbc.sql("select pg_is_in_recovery()")
                        .query(Boolean.class)
                        .single()));
                servers.promoteStandby();
                var connections = connections(servers);
                // The promoted server would answer none.
                jdbc.sql("insert into note select 'of the old primary' from generate_series(1, 10000)")
                        .update();
                assertThat(notes(standby, jdbc)).isEqualTo(10_000);
                assertThat(away()).isEqualTo(1);
                await().untilAsserted(() -> assertThat(connections(servers)).doesNotContainAnyElementsOf(connections));
                standby.destroy();
            }
            // The old primary has written more than the new one, so its position is beyond that of the new one.
            servers.restartPrimaryAsStandby();
            try (var pool = connect(servers.standbyUrl(), servers)) {
                var jdbc = JdbcClient.create(pool);
                jdbc.sql("insert into note values ('of the new primary')").update();
                var standby = reads(pool, servers.primaryUrl());
                assertThat(notes(standby, jdbc)).isEqualTo(1);
                assertThat(away()).isEqualTo(2);
                standby.destroy();
            }
        }
    }
}
