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
 * Notifications by LISTEN and NOTIFY. Each node listens on a connection of its own. NOTIFY runs in a transaction of its
 * own: in a transaction that writes, it would serialise all commits of the database. Plain JDBC with auto-commit,
 * because every message causes a notification.
 */
final class PostgresNodeNotifications implements NodeNotifications {

    private static final Logger log = LoggerFactory.getLogger(PostgresNodeNotifications.class);

    private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

    /** The interval in which a silent connection is checked. */
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
        var started = new Listener(database, texts, onReconnect);
        listener = started;
        // A platform thread: it blocks in a socket all the time.
        Thread.ofPlatform().name("notifications").daemon().start(started);
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.stop();
        }
    }

    /** Listens until it is stopped, and reconnects after a failure. */
    private static final class Listener implements Runnable {

        private final JdbcConnectionDetails database;
        private final Consumer<String> texts;
        private final Runnable onReconnect;
        private volatile boolean isStopped;
        private volatile @Nullable Connection current;

        Listener(JdbcConnectionDetails database, Consumer<String> texts, Runnable onReconnect) {
            this.database = database;
            this.texts = texts;
            this.onReconnect = onReconnect;
        }

        @Override
        public void run() {
            while (!isStopped) {
                try (var connection = connect()) {
                    current = connection;
                    onReconnect.run();
                    receive(connection);
                } catch (SQLException e) {
                    if (!isStopped) {
                        log.warn("Notifications of other nodes are not received at the moment: {}", e.getMessage());
                        pause();
                    }
                }
            }
        }

        /** Aborts the connection: nothing else ends the blocking read of the thread. */
        void stop() {
            isStopped = true;
            var connection = current;
            if (connection != null) {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException e) {
                    log.debug("The listening connection could not be aborted", e);
                }
            }
        }

        private Connection connect() throws SQLException {
            var properties = new Properties();
            set(properties, PGProperty.USER, database.getUsername());
            set(properties, PGProperty.PASSWORD, database.getPassword());
            PGProperty.CONNECT_TIMEOUT.set(properties, 5);
            PGProperty.LOGIN_TIMEOUT.set(properties, 2);
            PGProperty.SOCKET_TIMEOUT.set(properties, 2 * (int) CHECK_EVERY.toSeconds());
            PGProperty.TCP_KEEP_ALIVE.set(properties, true);
            PGProperty.APPLICATION_NAME.set(properties, "recontact notifications");
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

        private void receive(Connection connection) throws SQLException {
            var notifications = connection.unwrap(PGConnection.class);
            while (!isStopped) {
                var received = notifications.getNotifications((int) CHECK_EVERY.toMillis());
                if (received == null || received.length == 0) {
                    try (var statement = connection.createStatement()) {
                        statement.execute("select"); // fails if the connection is lost
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
                Thread.currentThread()
                        .interrupt(); // does not happen; the next attempt would only come without the pause
            }
        }
    }
}
