package io.recontact.database;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Timeouts for the statements of all pooled connections: those of requests, flows and scheduled jobs. They keep one
 * locked row or one slow query from using up the pool. Migrations have no timeouts.
 *
 * @param lockTimeout how long a statement waits for a lock; zero waits without limit
 * @param statementTimeout how long a statement runs; zero sets no limit
 */
@ConfigurationProperties("recontact.database")
record StatementTimeoutProperties(
        @DefaultValue("2s") Duration lockTimeout,
        @DefaultValue("20s") Duration statementTimeout) {

    /** The statements that reset the timeouts. */
    static final String NO_LIMITS = new StatementTimeoutProperties(Duration.ZERO, Duration.ZERO).sql();

    StatementTimeoutProperties {
        SettingBounds.requireNotNegative("recontact.database.lock-timeout", lockTimeout);
        SettingBounds.requireNotNegative("recontact.database.statement-timeout", statementTimeout);
    }

    /** Returns the statements that initialize a connection of the pool. */
    String sql() {
        return "set lock_timeout = %d; set statement_timeout = %d"
                .formatted(lockTimeout.toMillis(), statementTimeout.toMillis());
    }
}
