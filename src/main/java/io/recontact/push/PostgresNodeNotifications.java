package io.recontact.push;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Wake-ups by LISTEN and NOTIFY. Each node listens on one connection of its own. Notifications are sent in transactions
 * that do nothing else: in those that write, they would make all commits of the database wait for each other.
 */
final class PostgresNodeNotifications implements NodeNotifications {

    private static final Logger log = LoggerFactory.getLogger(PostgresNodeNotifications.class);

    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    /** How often a silent connection is asked whether it is still there. */
    private static final Duration CHECK_EVERY = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final JdbcConnectionDetails database;
    private @Nullable Listener listener;

    PostgresNodeNotifications(JdbcClient jdbc, JdbcConnectionDetails database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    @Override
    public void send(List<String> texts) {
        jdbc.sql("select pg_notify('recontact', text) from unnest(:texts) text")
                .param("texts", texts.toArray(String[]::new))
                .query((_, _) -> true)
                .list();
    }

    @Override
    public void listen(Consumer<String> texts, Runnable onReconnect) {
        var fresh = new Listener(database, texts, onReconnect);
        listener = fresh;
        // A thread of the platform: it waits in a socket for as long as it listens.
        Thread.ofPlatform().name("wake-up").daemon().start(fresh);
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.end();
        }
    }

    /** Listens until it is told to end, over any number of connections. */
    private static final class Listener implements Runnable {

        private final JdbcConnectionDetails database;
        private final Consumer<String> texts;
        private final Runnable onReconnect;
        private volatile boolean isOver;
        private volatile @Nullable Connection current;

        Listener(JdbcConnectionDetails database, Consumer<String> texts, Runnable onReconnect) {
            this.database = database;
            this.texts = texts;
            this.onReconnect = onReconnect;
        }

        @Override
        public void run() {
            while (!isOver) {
                try (var connection = connect()) {
                    current = connection;
                    onReconnect.run();
                    pass(connection);
                } catch (SQLException e) {
                    if (!isOver) {
                        log.warn("Wake-ups of other nodes are not heard at the moment: {}", e.getMessage());
                        pause();
                    }
                }
            }
        }

        /** Ends the connection under the thread, which nothing else would wake. */
        void end() {
            isOver = true;
            var connection = current;
            if (connection != null) {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException e) {
                    log.debug("Listening has not ended properly", e);
                }
            }
        }

        private Connection connect() throws SQLException {
            var properties = new Properties();
            set(properties, PGProperty.USER, database.getUsername());
            set(properties, PGProperty.PASSWORD, database.getPassword());
            PGProperty.CONNECT_TIMEOUT.set(properties, 5);
            PGProperty.SOCKET_TIMEOUT.set(properties, 2 * (int) CHECK_EVERY.toSeconds());
            PGProperty.TCP_KEEP_ALIVE.set(properties, true);
            PGProperty.APPLICATION_NAME.set(properties, "recontact wake-up");
            var connection = DriverManager.getConnection(database.getJdbcUrl(), properties);
            try (var statement = connection.createStatement()) {
                statement.execute("listen recontact");
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            return connection;
        }

        private static void set(Properties properties, PGProperty property, @Nullable String value) {
            if (value != null) {
                property.set(properties, value);
            }
        }

        private void pass(Connection connection) throws SQLException {
            var notifications = connection.unwrap(PGConnection.class);
            while (!isOver) {
                var received = notifications.getNotifications((int) CHECK_EVERY.toMillis());
                if (received == null || received.length == 0) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("select"); // fails if the other side is gone
                    }
                    continue;
                }
                for (var notification : received) {
                    texts.accept(notification.getParameter());
                }
            }
        }

        private static void pause() {
            try {
                Thread.sleep(RECONNECT_AFTER);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // nobody does; the next attempt just comes at once
            }
        }
    }
}
