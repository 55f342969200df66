package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.EmbeddedStandby;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionTemplate;

/** The choice between a primary and its standby. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyReadsTests {

    private static final String IS_STANDBY = "select pg_is_in_recovery()";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EmbeddedStandby servers;
    private HikariDataSource pool;
    private JdbcClient jdbc;
    private StandbyReads standby;

    @BeforeAll
    void startServers() {
        servers = EmbeddedStandby.start();
    }

    @AfterAll
    void stopServers() {
        servers.close();
    }

    @BeforeEach
    void createTable() throws SQLException {
        connect("select 1");
        jdbc.sql("create table note (number integer primary key)").update();
        servers.awaitReplay();
    }

    private void connect(String initSql) throws SQLException {
        pool = new HikariDataSource();
        pool.setConnectionInitSql(initSql);
        pool.setJdbcUrl(servers.primaryUrl());
        pool.setUsername(servers.username());
        pool.setPassword(servers.password());
        jdbc = JdbcClient.create(pool);
        standby = standby(servers.standbyUrl(), Duration.ofMillis(200));
    }

    @AfterEach
    void dropTable() {
        jdbc.sql("drop table note").update();
        disconnect();
    }

    private void disconnect() {
        standby.destroy();
        meters.clear();
        pool.close();
    }

    private StandbyReads standby(String url, Duration retryAfter) throws SQLException {
        var settings = new StandbyProperties(url, "", "", 4, Duration.ofMillis(50), retryAfter);
        return new StandbyReads(pool, jdbc, new JdbcTransactionManager(pool), settings, meters);
    }

    private void note(int number) {
        jdbc.sql("insert into note values (?)").param(number).update();
    }

    private List<Integer> notes() {
        return standby.read(this::allNotes);
    }

    private List<Integer> allNotes() {
        return jdbc.sql("select number from note order by number")
                .query((row, _) -> row.getInt("number"))
                .list();
    }

    private boolean isStandby() {
        return jdbc.sql(IS_STANDBY).query(Boolean.class).single();
    }

    private int count(String result) {
        return (int) meters.get("recontact.standby.reads")
                .tag("result", result)
                .counter()
                .count();
    }

    @Test
    void servesAReadByAStandbyThatHasEverything() {
        note(1);

        await().untilAsserted(() -> assertThat(standby.read(this::isStandby)).isTrue());
        var served = count("served");
        assertThat(notes()).containsExactly(1);
        assertThat(standby.read(Isolation.REPEATABLE_READ, this::isStandby)).isTrue();
        assertThat(count("served")).isEqualTo(served + 2);
        assertThat(isStandby()).isFalse();
    }

    @Test
    void goesToThePrimaryWhileTheStandbyIsBehind() {
        await().until(() -> standby.read(this::isStandby));
        var behind = count("behind");
        var served = count("served");
        servers.pauseReplay();
        try {
            note(1);
            assertThat(notes()).containsExactly(1);
            assertThat(standby.read(Isolation.REPEATABLE_READ, this::isStandby)).isFalse();
            assertThat(count("behind")).isEqualTo(behind + 2);
            assertThat(count("served")).isEqualTo(served);
        } finally {
            servers.resumeReplay();
        }
        await().until(() -> standby.read(this::isStandby));
        assertThat(notes()).containsExactly(1);
    }

    @Test
    void goesToThePrimaryWhileTheStandbyIsDelayed() {
        await().until(() -> standby.read(this::isStandby));
        servers.setOnStandby("recovery_min_apply_delay", "1h");
        try {
            var number = new AtomicInteger();
            await().until(() -> {
                note(number.incrementAndGet());
                return servers.isDelaying();
            });
            var behind = count("behind");
            assertThat(notes()).hasSize(number.get());
            assertThat(count("behind")).isEqualTo(behind + 1);
        } finally {
            servers.setOnStandby("recovery_min_apply_delay", "0");
        }
        await().until(() -> standby.read(this::isStandby));
    }

    /** Without synchronous commit, an answer does not wait for the log to be written, and the standby lacks it. */
    @Test
    void seesTransactionsThatAreNotFlushed() throws SQLException {
        servers.setOnPrimary("wal_writer_delay", "10s");
        disconnect();
        connect("set synchronous_commit = off");
        try {
            for (int i = 1; i <= 20; i++) {
                note(i);
                assertThat(notes()).hasSize(i);
            }
        } finally {
            servers.setOnPrimary("wal_writer_delay", "200ms");
        }
    }

    @Test
    void goesToThePrimaryWhileTheStandbyIsAway() {
        await().until(() -> standby.read(this::isStandby));
        servers.stopStandby();
        try {
            note(1);
            assertThat(notes()).containsExactly(1);
            await().untilAsserted(() -> assertThat(count("away")).isPositive());
        } finally {
            servers.startStandby();
        }
        await().until(() -> standby.read(this::isStandby));
        assertThat(notes()).containsExactly(1);
    }

    @Test
    void leavesOutAStandbyThatIsAway() throws SQLException {
        standby.destroy();
        standby = standby("jdbc:postgresql://127.0.0.1:9/recontact", Duration.ofHours(1));
        note(1);
        notes();
        var start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(notes()).containsExactly(1);
        }
        // A single attempt to connect takes half a second.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(count("away")).isEqualTo(21);
    }

    @Test
    void goesToThePrimaryIfTheUrlLeadsToNoStandby() throws SQLException {
        standby.destroy();
        standby = standby(servers.primaryUrl(), Duration.ZERO);
        note(1);
        assertThat(notes()).containsExactly(1);
        assertThat(count("away")).isEqualTo(1);
    }

    @Test
    void saysOnceWhyThePositionIsUnknown(CapturedOutput output) throws SQLException {
        note(1);
        answerPosition("raise exception 'no position for you'");
        try {
            assertThat(notes()).containsExactly(1);
            assertThat(notes()).containsExactly(1);
            assertThat(output).containsOnlyOnce("no position for you");
        } finally {
            jdbc.sql("drop schema position cascade").update();
        }
    }

    @Test
    void readsNothingOnceTheConnectionToThePrimaryIsBroken() throws SQLException {
        answerPosition("raise exception 'broken' using errcode = '08006'");
        try {
            var attempts = new AtomicInteger();
            assertThatExceptionOfType(DataAccessResourceFailureException.class)
                    .isThrownBy(() -> standby.read(attempts::incrementAndGet));
            assertThat(attempts).hasValue(0);
        } finally {
            jdbc.sql("drop schema position cascade").update();
        }
    }

    /** Replaces a function of which the service asks the position. */
    private void answerPosition(String statement) throws SQLException {
        jdbc.sql("create schema position").update();
        jdbc.sql("""
                        create function position.pg_control_system() returns table (system_identifier bigint)
                        language plpgsql as $$ begin %s; end $$
                        """.formatted(statement)).update();
        disconnect();
        connect("set search_path = position, pg_catalog, public");
    }

    /** Replay of a vacuum removes rows that the read still needs, so the standby cancels it. */
    @Test
    void goesToThePrimaryWhenTheStandbyCancelsTheRead() {
        servers.setOnStandby("max_standby_streaming_delay", "0");
        try {
            note(1);
            await().until(() -> standby.read(this::isStandby));
            var attempts = new AtomicInteger();
            var found = standby.read(Isolation.REPEATABLE_READ, () -> {
                attempts.incrementAndGet();
                if (isStandby()) {
                    allNotes();
                    ConcurrentCalls.run(1, _ -> {
                        jdbc.sql("delete from note").update();
                        note(2);
                        jdbc.sql("vacuum note").update();
                        return true;
                    });
                    servers.awaitReplay();
                }
                return allNotes();
            });
            assertThat(found).containsExactly(2);
            assertThat(attempts).hasValue(2);
            assertThat(count("failed")).isEqualTo(1);
        } finally {
            servers.setOnStandby("max_standby_streaming_delay", "30s");
        }
    }

    @Test
    void keepsAReadInTheTransactionOfItsCaller() {
        await().until(() -> standby.read(this::isStandby));
        var served = count("served");
        new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult(_ -> {
            note(1);
            assertThat(notes()).containsExactly(1);
        });
        assertThat(count("served")).isEqualTo(served);
    }

    @Test
    void writesOnThePrimaryOnly() {
        await().until(() -> standby.read(this::isStandby));
        assertThat(standby.<Integer>read(
                        () -> jdbc.sql("insert into note values (1)").update()))
                .isEqualTo(1);
        assertThat(count("failed")).isEqualTo(1);
        assertThat(notes()).containsExactly(1);
    }

    @Test
    void passesOnWhatTheReadThrows() {
        await().until(() -> standby.read(this::isStandby));
        var attempts = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> standby.read(() -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("by the caller");
                }));
        assertThat(attempts).hasValue(1);
        assertThat(isStandby()).isFalse();
    }

    /** Real threads: what one thread has written, another one reads, while the standby follows. */
    @Test
    void neverMissesWhatWasWrittenBefore() {
        await().until(() -> standby.read(this::isStandby));
        var written = new AtomicInteger();
        var stale = ConcurrentCalls.run(6, number -> {
            var missed = 0;
            for (int i = 0; i < 200; i++) {
                if (number < 2) {
                    var own = number * 1000 + i;
                    note(own);
                    written.incrementAndGet();
                } else {
                    var before = written.get();
                    missed += notes().size() < before ? 1 : 0;
                }
            }
            return missed;
        });
        assertThat(stale).containsOnly(0);
        assertThat(count("served")).isGreaterThan(100);
    }
}
