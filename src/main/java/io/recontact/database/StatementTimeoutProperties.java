package io.recontact.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the statements of all connections of the pool may take, those of requests, flows and scheduled jobs alike,
 * so that one locked row or one slow query does not keep connections from all others. Migrations run without limits.
 *
 * @param lockTimeout how long a statement waits for a lock; zero waits for ever
 * @param statementTimeout how long a statement runs; zero sets no limit
 */
@ConfigurationProperties("recontact.database")
record StatementTimeoutProperties(
        @DefaultValue("2s") Duration lockTimeout,
        @DefaultValue("20s") Duration statementTimeout) {

    /** What takes the limits back. */
    static final String NO_LIMITS = new StatementTimeoutProperties(Duration.ZERO, Duration.ZERO).sql();

    StatementTimeoutProperties {
        if (lockTimeout.isNegative() || statementTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "recontact.database.lock-timeout and recontact.database.statement-timeout must not be negative");
        }
    }

    /** What each connection of the pool begins with. */
    String sql() {
        return "set lock_timeout = %d; set statement_timeout = %d"
                .formatted(lockTimeout.toMillis(), statementTimeout.toMillis());
    }
}
