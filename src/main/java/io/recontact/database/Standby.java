package io.recontact.database;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool of connections to a standby. It hands out a connection only if the standby has replayed everything up to a
 * position of the primary. The functions that it calls may be called by every role.
 */
final class Standby implements AutoCloseable {

    /**
     * A position in the write-ahead log of a primary. A standby that has replayed the log up to there shows every
     * transaction that was answered before the position was read.
     *
     * @param system the identifier of the primary and of all its standbys
     * @param timeline differs after a failover
     */
    record Position(long system, int timeline, String lsn) {

        /**
         * No row if the server is a standby itself. A transaction is answered after its commit is flushed, or else,
         * without synchronous commit, after it is inserted.
         */
        static final String SQL = """
                select system_identifier as system, cast(cast('x' || left(pg_walfile_name(lsn), 8) as bit(32)) as integer) as timeline,
                       cast(lsn as text) as lsn
                from pg_control_system(),
                     lateral (
                         select case
                                    when pg_is_in_recovery() then null
                                    when current_setting('synchronous_commit') = 'off' then pg_current_wal_insert_lsn()
                                    else pg_current_wal_flush_lsn()
                                end as lsn
                     ) position
                where lsn is not null
                """;
    }

    /** The end of a read. */
    enum Result {
        /** The standby has answered it. */
        SERVED,
        /** The standby had not replayed enough, so the primary has answered it. */
        BEHIND,
        /** The standby was away or not usable, so the primary has answered it. */
        AWAY,
        /** The standby has cancelled it, so the primary has answered it. */
        FAILED
    }

    private static final Logger log = LoggerFactory.getLogger(Standby.class);

    private static final String BEHIND = "is behind";

    /**
     * Why a standby cannot serve; null if it can. The recorded timeline may be older than the one that is replayed, for
     * as long as a checkpoint takes.
     */
    private static final String OBSTACLE = """
            select case
                       when not pg_is_in_recovery() then 'is not a standby'
                       when (select system_identifier from pg_control_system()) <> ?
                           then 'does not belong to the primary'
                       when (select min_recovery_end_timeline from pg_control_recovery()) <> ?
                           then 'does not follow the timeline of the primary yet'
                       when pg_last_wal_replay_lsn() >= cast(? as pg_lsn) then null
                       else '%s'
                   end
            """.formatted(BEHIND);

    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    /** Longer than a connection to another region takes. While all connections are busy, a read waits so long. */
    private static final Duration CONNECT = Duration.ofMillis(500);

    private final HikariDataSource pool;
    private final Duration catchUpWithin;
    private final Duration retryAfter;
    private final Map<Result, Counter> reads = new EnumMap<>(Result.class);

    private final AtomicBoolean isAway = new AtomicBoolean();

    /** When one read may try a standby that is away. */
    private final AtomicLong nextTry = new AtomicLong();

    /** Creates a pool like that of the primary. It connects in the background, and at any time. */
    Standby(HikariDataSource primary, StandbyProperties settings, MeterRegistry meters) {
        var address = settings.address();
        var config = new HikariConfig();
        primary.copyStateTo(config);
        config.setDataSource(null); // the primary's, which would win over the URL
        config.setPoolName("standby");
        config.setDataSource(null);
        config.setJdbcUrl(address.jdbc());
        config.setUsername(first(settings.username(), address.username(), primary.getUsername()));
        config.setPassword(first(settings.password(), address.password(), primary.getPassword()));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(settings.poolSize());
        config.setConnectionTimeout(CONNECT.toMillis());
        config.setValidationTimeout(CONNECT.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        this.pool = new HikariDataSource(config);
        this.catchUpWithin = settings.catchUpWithin();
        this.retryAfter = settings.retryAfter();
        for (var result : Result.values()) {
            reads.put(
                    result,
                    Counter.builder("recontact.standby.reads")
                            .description("Reads of history that the standby has served, or why the primary has")
                            .tag("result", result.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    private static @Nullable String first(String own, @Nullable String ofUrl, @Nullable String ofService) {
        return !own.isEmpty() ? own : ofUrl != null ? ofUrl : ofService;
    }

    /**
     * Returns a connection that sees everything up to a position, for the caller to close; null, and counts the reason,
     * if there is none.
     */
    @Nullable Connection connect(Position position) {
        if (isLeftOut()) {
            count(Result.AWAY);
            return null;
        }
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException e) {
            if (pool.getHikariPoolMXBean().getActiveConnections() < pool.getMaximumPoolSize()) {
                leaveOut(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            }
            count(Result.AWAY);
            return null;
        }
        try {
            var obstacle = await(connection, position);
            if (obstacle == null) {
                takeBack();
                return connection;
            }
            if (obstacle.equals(BEHIND)) {
                count(Result.BEHIND);
            } else {
                // New connections may lead to another server of the URL.
                pool.getHikariPoolMXBean().softEvictConnections();
                leaveOut("it " + obstacle);
                count(Result.AWAY);
            }
        } catch (SQLException e) {
            leaveOut(e.getMessage());
            count(Result.AWAY);
        }
        close(connection);
        return null;
    }

    /** Waits until nothing prevents the standby from serving, or the time is over. */
    private @Nullable String await(Connection connection, Position position) throws SQLException {
        var start = System.nanoTime();
        var obstacle = obstacle(connection, position);
        while (BEHIND.equals(obstacle) && System.nanoTime() - start < catchUpWithin.toNanos()) {
            LockSupport.parkNanos(PAUSE);
            obstacle = obstacle(connection, position);
        }
        return obstacle;
    }

    private static @Nullable String obstacle(Connection connection, Position position) throws SQLException {
        try (var statement = connection.prepareStatement(OBSTACLE)) {
            statement.setLong(1, position.system());
            statement.setInt(2, position.timeline());
            statement.setString(3, position.lsn());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    /** Lets one read through each time that a standby that is away is due to be tried. */
    private boolean isLeftOut() {
        if (!isAway.get()) {
            return false;
        }
        var time = nextTry.get();
        var now = System.nanoTime();
        return now - time < 0 || !nextTry.compareAndSet(time, now + retryAfter.toNanos());
    }

    private void leaveOut(@Nullable String reason) {
        nextTry.set(System.nanoTime() + retryAfter.toNanos());
        if (isAway.compareAndSet(false, true)) {
            log.warn("The primary serves the reads of history, since the standby is not usable: {}", reason);
        }
    }

    private void takeBack() {
        if (isAway.compareAndSet(true, false)) {
            log.info("The standby serves reads of history again");
        }
    }

    void count(Result result) {
        requireNonNull(reads.get(result)).increment();
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // The pool has discarded it.
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
