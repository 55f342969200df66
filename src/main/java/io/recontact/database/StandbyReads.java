package io.recontact.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.recontact.database.Standby.Position;
import io.recontact.database.Standby.Result;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.InfrastructureProxy;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs heavy reads of history on a standby, if one is configured. The standby serves a read only if it has everything
 * that the primary had answered when the read began; the primary serves every other one, also when the standby is away
 * or cancels the read (docs/decisions/0056). A caller therefore always sees what is committed.
 *
 * <p>A read consists of statements of {@link JdbcClient}, which it may run twice. Statements of JPA go to the primary.
 * Nothing that decides about a write belongs in a read.
 */
@Component
public class StandbyReads implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StandbyReads.class);

    private final DataSource primary;
    private final JdbcClient jdbc;
    private final PlatformTransactionManager transactions;
    private final @Nullable Standby standby;
    private final AtomicBoolean isPositionKnown = new AtomicBoolean(true);

    StandbyReads(
            DataSource primary,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            StandbyProperties settings,
            MeterRegistry meters)
            throws SQLException {
        this.primary = primary;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.standby =
                settings.isConfigured() ? new Standby(primary.unwrap(HikariDataSource.class), settings, meters) : null;
    }

    /** Runs a read. On the primary it has no transaction of its own. */
    public <T> T read(Supplier<T> read) {
        return read(Isolation.DEFAULT, read, read);
    }

    /** Runs a read in a read-only transaction, on the standby and on the primary. */
    public <T> T read(Isolation isolation, Supplier<T> read) {
        return read(isolation, read, () -> readIn(transactions, isolation, read));
    }

    private <T> T read(Isolation isolation, Supplier<T> read, Supplier<T> onPrimary) {
        // A read within a transaction sees what the transaction has written.
        if (standby == null || TransactionSynchronizationManager.isActualTransactionActive()) {
            return onPrimary.get();
        }
        var position = position();
        if (position != null) {
            try (var connection = standby.connect(position)) {
                if (connection != null) {
                    var manager = new JdbcTransactionManager(new Substitute(primary, connection));
                    var result = readIn(manager, isolation, read);
                    standby.count(Result.SERVED);
                    return result;
                }
            } catch (DataAccessException | TransactionException | SQLException e) {
                // Mostly a conflict with what the standby replays, or the end of the standby.
                log.debug("The standby has not completed a read, so the primary serves it", e);
                standby.count(Result.FAILED);
            }
        }
        return onPrimary.get();
    }

    /** Reads where the primary is; null if the server cannot tell. */
    private @Nullable Position position() {
        try {
            var position = jdbc.sql(Position.SQL).query(Position.class).optional();
            isPositionKnown.set(true);
            return position.orElse(null);
        } catch (DataAccessResourceFailureException e) {
            throw e; // without a primary, the read would fail as well, and perhaps wait as long once more
        } catch (DataAccessException e) {
            if (isPositionKnown.compareAndSet(true, false)) {
                log.warn(
                        "The primary serves the reads of history, since it does not tell its position: {}",
                        e.getMostSpecificCause().getMessage());
            }
            return null;
        }
    }

    private static <T> T readIn(PlatformTransactionManager manager, Isolation isolation, Supplier<T> read) {
        var transaction = new TransactionTemplate(manager);
        transaction.setReadOnly(true);
        transaction.setIsolationLevel(isolation.value());
        return transaction.execute(_ -> read.get());
    }

    @Override
    public void destroy() {
        if (standby != null) {
            standby.close();
        }
    }

    /** A connection to the standby that Spring takes for one to the primary, so that every JdbcClient uses it. */
    private static final class Substitute extends SingleConnectionDataSource implements InfrastructureProxy {

        private final DataSource primary;

        Substitute(DataSource primary, Connection connection) {
            super(connection, true);
            this.primary = primary;
        }

        @Override
        public Object getWrappedObject() {
            return primary;
        }
    }
}
