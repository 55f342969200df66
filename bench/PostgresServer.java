import module java.base;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The PostgreSQL of a run.
 *
 * @param isOwn whether the run has started it
 * @param postmaster the process, if it runs on this machine
 */
record PostgresServer(
        String host, int port, String user, String password, boolean isOwn, OptionalLong postmaster) {

    /** The database in which nothing is measured. */
    static final String MAINTENANCE = "postgres";

    private static final int OLDEST_VERSION = 180_000;
    private static final int STOP_SECONDS = 30;

    /** Starts a server of the binaries on the class path; the cleanup stops it. */
    static PostgresServer start(Path directory, Cleanup cleanup) throws IOException {
        var password = HexFormat.of().formatHex(UUID.randomUUID().toString().getBytes());
        var passwordFile = Files.writeString(directory.resolve("password"), password);
        var log = ProcessBuilder.Redirect.appendTo(directory.resolve("postgres.log").toFile());
        var started = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setRegisterShutdownHook(false) // the services must stop first
                .setPGStartupWait(Duration.ofMinutes(1))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // Durable, as the service's own server is; the library turns both off.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", quarterOfMemory())
                .setServerConfig("max_connections", "100") // PostgreSQL's default
                .setServerConfig("track_activity_query_size", "16kB") // the comparison of statements reads them
                .start();
        var port = started.getPort();
        var server = new PostgresServer("127.0.0.1", port, "postgres", password, true, OptionalLong.empty())
                .withPostmaster();
        cleanup.add(server::stop);
        return server;
    }

    /** Returns a quarter of the memory, the share that PostgreSQL advises. */
    private static String quarterOfMemory() {
        var machine = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return (machine.getTotalMemorySize() >> 20) / 4 + "MB";
    }

    static PostgresServer existing(String url) {
        var parts = URI.create(url);
        var user = parts.getUserInfo() == null ? new String[] {"postgres"} : parts.getUserInfo().split(":", 2);
        var server = new PostgresServer(
                parts.getHost() == null ? "127.0.0.1" : parts.getHost(),
                parts.getPort() < 0 ? 5432 : parts.getPort(),
                user[0],
                user.length == 2 ? user[1] : "",
                false,
                OptionalLong.empty());
        if (Integer.parseInt(server.value(MAINTENANCE, "show server_version_num")) < OLDEST_VERSION) {
            throw new Failure("The server must be PostgreSQL 18 or newer");
        }
        return server.withPostmaster();
    }

    /**
     * Creates a database. On an existing server the cleanup drops it again unless it is to be kept. Returns false if it
     * has been kept by an earlier run.
     */
    boolean create(String database, boolean isKept, Cleanup cleanup) {
        if (rows(MAINTENANCE, "select from pg_database where datname = '%s'".formatted(database)).size() > 0) {
            return false;
        }
        rows(MAINTENANCE, "create database " + database);
        if (!isOwn && !isKept) {
            cleanup.add(() -> rows(MAINTENANCE, "drop database " + database + " with (force)"));
        }
        return true;
    }

    /** Writes out all changed pages. After this each page goes whole into the WAL once, so all phases pay alike. */
    void checkpoint() {
        if (isOwn) {
            rows(MAINTENANCE, "checkpoint");
        }
    }

    /** Returns the only value of the only row of a statement. */
    String value(String database, String sql) {
        return rows(database, sql).getFirst().getFirst();
    }

    /** Returns the rows of a statement, which may have none. */
    List<List<String>> rows(String database, String sql) {
        var properties = new Properties();
        properties.putAll(Map.of("user", user, "password", password, "ApplicationName", "bench"));
        var rows = new ArrayList<List<String>>();
        try (var connection = DriverManager.getConnection(jdbcUrl(database), properties);
                var statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                var result = statement.getResultSet();
                while (result.next()) {
                    var row = new ArrayList<String>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }
        } catch (SQLException e) {
            throw new Failure("%s: %s", sql, e.getMessage());
        }
        return rows;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    /** Runs a script of psql. */
    void run(String database, Path script, Map<String, ?> variables) {
        var settings = new ArrayList<String>();
        variables.forEach((name, value) -> settings.addAll(List.of("-v", name + "=" + value)));
        Processes.output(environment(database), "psql", "-Xq", settings, "-f", script);
    }

    /** Returns what psql and pgbench need to connect. */
    Map<String, String> environment(String database) {
        return Map.of(
                "PGHOST", host, "PGPORT", "" + port, "PGUSER", user, "PGPASSWORD", password, "PGDATABASE", database);
    }

    /** Finds the parent of the checkpointer, if that is a process of this machine. Superusers alone see it. */
    private PostgresServer withPostmaster() {
        var rows = rows(MAINTENANCE, "select pid from pg_stat_activity where backend_type = 'checkpointer'");
        var process = rows.isEmpty() ? OptionalLong.empty() : Usage.parentOfPostgres(rows.getFirst().getFirst());
        return new PostgresServer(host, port, user, password, isOwn, process);
    }

    /** Stops the server without a last checkpoint, as its data is thrown away. */
    private void stop() throws Exception {
        var process = ProcessHandle.of(postmaster.orElseThrow());
        if (process.isPresent()) {
            Processes.output(Map.of(), "kill", "-QUIT", postmaster.getAsLong());
            process.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
