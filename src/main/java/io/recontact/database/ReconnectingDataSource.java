package io.recontact.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connects the pool as soon as there is a database again, such as a promoted standby. The pool alone pauses between its
 * attempts, up to five seconds when the database has been away for ten.
 */
final class ReconnectingDataSource extends DelegatingDataSource {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BooleanSupplier isClosed;

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
                return attempt.connect();
            } catch (SQLException e) {
                if (!ExternalDatabase.isTransient(e)
                        || isClosed.getAsBoolean()
                        || System.nanoTime() - start >= PATIENCE.toNanos()) {
                    throw e;
                }
            }
            ExternalDatabase.pause(PAUSE);
        }
    }
}
