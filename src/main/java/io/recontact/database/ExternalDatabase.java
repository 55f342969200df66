package io.recontact.database;

import io.recontact.startup.StartupException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The configured database. The service waits for it at startup: a deployment may start the service first, and after a
 * power cut machines come up in any order.
 */
final class ExternalDatabase {

    private static final Logger log = LoggerFactory.getLogger(ExternalDatabase.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;
    private static final Duration LOG_EVERY = Duration.ofSeconds(5);

    /**
     * The server will reject the next connection as well: 08004 rejected, 08P01 protocol violation, as PgBouncer calls
     * an unknown parameter.
     */
    private static final Set<String> PERMANENT = Set.of("08004", "08P01");

    private final String url;
    private final Properties properties;
    private final Duration patience;

    ExternalDatabase(String url, Properties properties, Duration patience) {
        this.url = url;
        this.properties = properties;
        this.patience = patience;
    }

    /** Uses the connection settings of the pool. */
    static ExternalDatabase of(Environment environment) {
        var binder = Binder.get(environment);
        var properties = new Properties();
        properties.putAll(binder.bindOrCreate("spring.datasource.hikari.data-source-properties", Properties.class));
        for (var each : new String[] {"username", "password"}) {
            var value = environment.getProperty("spring.datasource." + each);
            if (value != null) {
                properties.setProperty(each.equals("username") ? "user" : each, value);
            }
        }
        return new ExternalDatabase(
                environment.getRequiredProperty("spring.datasource.url"),
                properties,
                binder.bindOrCreate("recontact.database", ExternalDatabaseProperties.class)
                        .waitAtStart());
    }

    /**
     * Waits until the database accepts connections.
     *
     * @throws StartupException at once if waiting cannot help, and otherwise when the patience ends
     */
    void await() {
        requireDriver();
        var start = System.nanoTime();
        var lastLog = start - LOG_EVERY.toNanos();
        while (true) {
            try {
                requireSessions();
                return;
            } catch (SQLException e) {
                var waited = Duration.ofNanos(System.nanoTime() - start);
                if (!isTransient(e)) {
                    throw new StartupException(
                            "The database refuses the service: %s. See spring.datasource.url, username and password"
                                    .formatted(messageOf(e)),
                            e);
                }
                if (waited.compareTo(patience) >= 0) {
                    throw new StartupException(
                            "The database did not answer within %d s: %s. Startup waits as long as recontact.database.wait-at-start says"
                                    .formatted(patience.toSeconds(), messageOf(e)),
                            e);
                }
                if (System.nanoTime() - lastLog >= LOG_EVERY.toNanos()) {
                    log.warn(
                            "Waiting for the database, for {} s of {} s: {}",
                            waited.toSeconds(),
                            patience.toSeconds(),
                            messageOf(e));
                    lastLog = System.nanoTime();
                }
                pause(PAUSE);
            }
        }
    }

    /**
     * Checks the URL first. DriverManager would report a failed connection, with the whole URL, which may contain a
     * password.
     */
    private void requireDriver() {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new StartupException(
                    "spring.datasource.url is not the URL of a PostgreSQL database, such as jdbc:postgresql://host:5432/recontact",
                    e);
        }
    }

    /**
     * Connects twice, and refuses a pooler that gives one session of the server to both connections. Timeouts,
     * notifications and prepared statements belong to a session.
     */
    private void requireSessions() throws SQLException {
        try (var first = DriverManager.getConnection(url, properties);
                var second = DriverManager.getConnection(url, properties)) {
            // Other clients of the pooler may hold the session of one attempt.
            for (int i = 0; i < ATTEMPTS; i++) {
                if (session(first) == session(second)) {
                    throw new StartupException(
                            "The database is behind a pooler without sessions, such as PgBouncer with pool_mode=transaction:"
                                    + " set pool_mode=session there for this database, or let spring.datasource.url"
                                    + " name PostgreSQL itself");
                }
            }
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Returns true if a later attempt may succeed. */
    static boolean isTransient(SQLException failure) {
        // Classes of PostgreSQL error codes: 08 connection exception, 53 insufficient resources, 57 operator
        // intervention (shutdown, crash, starting up). https://www.postgresql.org/docs/18/errcodes-appendix.html
        var state = Objects.requireNonNullElse(failure.getSQLState(), "");
        return !PERMANENT.contains(state)
                && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57"));
    }

    private static String messageOf(SQLException failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("\\.?\\s*$", "");
    }

    static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the database", e);
        }
    }
}
