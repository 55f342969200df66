package io.recontact.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connects the pool as soon as there is a database again, such as a promoted standby. The pool alone pauses between its
 * attempts, up to five seconds when the database has been away for ten.
 */
final class ReconnectingDataSource extends DelegatingDataSource {

    private static final Logger log = LoggerFactory.getLogger(ReconnectingDataSource.class);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BooleanSupplier isClosed;

    /** The pool hears of no failure that is not thrown, so an outage is logged here, once. */
    private final AtomicBoolean isAway = new AtomicBoolean();

    /** @param isClosed returns true if nobody waits for a connection any more */
    ReconnectingDataSource(DataSource target, BooleanSupplier isClosed) {
        super(target);
        this.isClosed = isClosed;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(super::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return connect(() -> super.getConnection(username, password));
    }

    private interface Attempt {
        Connection connect() throws SQLException;
    }

    private Connection connect(Attempt attempt) throws SQLException {
        var start = System.nanoTime();
        while (true) {
            try {
                var connection = attempt.connect();
                if (isAway.compareAndSet(true, false)) {
                    log.info("The database is there again");
                }
                return connection;
            } catch (SQLException e) {
                if (!ExternalDatabase.isTransient(e)
                        || isClosed.getAsBoolean()
                        || System.nanoTime() - start >= PATIENCE.toNanos()) {
                    throw e;
                }
                if (isAway.compareAndSet(false, true)) {
                    log.warn(
                            "The database gives the pool no connection, which the pool tries until it gets one: {}",
                            e.getMessage());
                }
            }
            ExternalDatabase.pause(PAUSE);
        }
    }
}
