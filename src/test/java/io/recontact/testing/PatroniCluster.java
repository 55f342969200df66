package io.recontact.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two PostgreSQL servers under Patroni, with etcd, in synchronous mode, and HAProxy, which finds the primary through
 * Patroni. All are Debian's packages.
 */
public final class PatroniCluster implements AutoCloseable {

    private static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "/usr/lib/postgresql/15/bin/postgres", "postgresql-15",
            "/usr/bin/patroni", "patroni",
            "/usr/bin/etcd", "etcd-server",
            "/usr/sbin/haproxy", "haproxy"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder = ReplicatedDatabase.createFolder();
    private final List<Process> others = new ArrayList<>();
    private final Member a = new Member("a");
    private final Member b = new Member("b");
    private final int etcd = PostgresServer.freePort();
    private final int proxy = PostgresServer.freePort();
    private final Thread atExit = new Thread(this::killAll);

    /** A server and its Patroni. */
    private final class Member {
        private final String name;
        private final int port = PostgresServer.freePort();
        private final int rest = PostgresServer.freePort();
        private Optional<Process> patroni = Optional.empty();

        Member(String name) {
            this.name = name;
        }

        void start() {
            patroni = Optional.of(launch(
                    name,
                    "/usr/bin/patroni",
                    write(name + ".yml", configuration()).toString()));
        }

        private String configuration() {
            return """
                    scope: recontact
                    name: %1$s
                    restapi: {listen: '127.0.0.1:%3$d', connect_address: '127.0.0.1:%3$d'}
                    etcd3: {hosts: '127.0.0.1:%4$d'}
                    bootstrap:
                      dcs:
                        # The shortest that Patroni allows.
                        ttl: 20
                        loop_wait: 2
                        retry_timeout: 3
                        synchronous_mode: true
                        # A killed primary is replaced, not restarted.
                        primary_start_timeout: 0
                        postgresql:
                          use_pg_rewind: true
                          parameters: {max_connections: 200, wal_log_hints: 'on', wal_keep_size: 256MB}
                      initdb: [{encoding: UTF8}, {locale: C.UTF-8}]
                      pg_hba:
                        - host all all 127.0.0.1/32 trust
                        - host replication all 127.0.0.1/32 trust
                    postgresql:
                      listen: '127.0.0.1:%2$d'
                      connect_address: '127.0.0.1:%2$d'
                      data_dir: %5$s/%1$s
                      bin_dir: /usr/lib/postgresql/15/bin
                      pgpass: %5$s/%1$s.pgpass
                      authentication:
                        superuser: {username: postgres, password: secret}
                        replication: {username: replicator, password: secret}
                      parameters: {unix_socket_directories: '%5$s', dynamic_shared_memory_type: mmap, fsync: 'off'}
                    """.formatted(name, port, rest, etcd, folder);
        }

        boolean is(String role) {
            try {
                return HTTP.send(
                                        HttpRequest.newBuilder(
                                                        URI.create("http://127.0.0.1:%d/%s".formatted(rest, role)))
                                                .timeout(Duration.ofSeconds(2))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException _) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        boolean acceptsWrites() {
            return Boolean.FALSE.equals(
                    jdbc("postgres").sql("select pg_is_in_recovery()").query().singleValue());
        }

        JdbcClient jdbc(String database) {
            return JdbcClient.create(new DriverManagerDataSource(
                    "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=1".formatted(port, database), "postgres", ""));
        }

        void killServer() {
            var file = folder.resolve(name).resolve("postmaster.pid");
            try {
                if (Files.exists(file)) {
                    ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                            .ifPresent(PostgresServer::killTree);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void killPatroni() {
            patroni.map(Process::toHandle).ifPresent(PostgresServer::killTree);
        }
    }

    private PatroniCluster() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts all, and waits until commits wait for the standby. */
    public static PatroniCluster start() {
        PACKAGES.forEach((program, name) -> {
            if (!Files.isExecutable(Path.of(program))) {
                throw new IllegalStateException("There is no %s: install Debian's package %s".formatted(program, name));
            }
        });
        var cluster = new PatroniCluster();
        try {
            cluster.initialize();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void initialize() {
        startEtcd();
        a.start();
        Awaitility.await().atMost(PATIENCE).until(() -> a.is("primary"));
        a.jdbc("postgres").sql("create role recontact login").update();
        a.jdbc("postgres").sql("create database recontact owner recontact").update();
        b.start();
        startProxy();
        awaitStandby();
    }

    private void startEtcd() {
        var client = "http://127.0.0.1:" + etcd;
        var peer = "http://127.0.0.1:" + PostgresServer.freePort();
        others.add(launch(
                "etcd",
                "/usr/bin/etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer));
    }

    private void startProxy() {
        var configuration = write("haproxy.cfg", """
                defaults
                    mode tcp
                    timeout connect 1s
                    timeout client 1h
                    timeout server 1h
                listen primary
                    bind 127.0.0.1:%d
                    option httpchk GET /primary
                    http-check expect status 200
                    default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
                    server a 127.0.0.1:%d check port %d
                    server b 127.0.0.1:%d check port %d
                """.formatted(proxy, a.port, a.rest, b.port, b.rest));
        others.add(launch("haproxy", "/usr/sbin/haproxy", "-f", configuration.toString()));
    }

    private Process launch(String name, String... command) {
        var all = new ArrayList<>(PostgresServer.asOrdinaryUser());
        all.addAll(List.of(command));
        try {
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve(name + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL with both servers. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/recontact".formatted(a.port, b.port);
    }

    /** The URL of HAProxy. */
    public String proxyUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/recontact".formatted(proxy);
    }

    public String username() {
        return "recontact";
    }

    /** Any password will do. */
    public String password() {
        return "any";
    }

    /**
     * Kills the processes of the primary. Patroni promotes the standby at once, and makes the other the new standby.
     */
    public void killPrimary() {
        primary().killServer();
    }

    /** Kills the primary and its Patroni, like a machine. The standby is promoted when the lease has run out. */
    public void killMachine() {
        var primary = primary();
        primary.killPatroni();
        primary.killServer();
    }

    /** Waits until the other server has been promoted. */
    public void awaitPromotion(Runnable kill) {
        var promoted = primary() == a ? b : a;
        kill.run();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(promoted::acceptsWrites);
    }

    /** Starts what was killed, and waits until commits wait for the standby. */
    public void awaitStandby() {
        for (var member : List.of(a, b)) {
            if (member.patroni.filter(Process::isAlive).isEmpty()) {
                member.start();
            }
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> (a.is("primary") && b.is("synchronous")) || (b.is("primary") && a.is("synchronous")));
    }

    private Member primary() {
        return a.is("primary") ? a : b;
    }

    private void killAll() {
        for (var member : List.of(a, b)) {
            member.killPatroni();
            member.killServer();
        }
        others.forEach(process -> PostgresServer.killTree(process.toHandle()));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        killAll();
        ReplicatedDatabase.delete(folder);
    }
}
