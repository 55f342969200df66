package io.recontact.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * HAProxy of Debian with the configuration that docs/cells.md explains: with the addresses of the test, one node for
 * each cell, and without TLS.
 */
final class CellProxy implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final Path CONFIGURATION = Path.of("docker/haproxy-cells.cfg");
    private static final String MAP = "/etc/haproxy/instances.map";
    private static final String SOCKET = "/run/haproxy/admin.sock";

    private final Path folder;
    private final int port;
    private final Process process;

    private CellProxy(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** A free port, for a node or the proxy. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CellProxy start(Path folder, int portOfA, int portOfB) {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("There is no %s: install Debian's package haproxy".formatted(PROGRAM));
        }
        var port = freePort();
        try {
            Files.createFile(folder.resolve("instances.map"));
            var text = Files.readString(CONFIGURATION);
            text = replace(text, "bind :443 ssl crt /etc/haproxy/chat.example.com.pem", "bind 127.0.0.1:" + port);
            text = replace(text, MAP, folder.resolve("instances.map").toString());
            text = replace(text, SOCKET, folder.resolve("admin.sock").toString());
            text = replace(text, "    server two 10.0.1.2:8080\n", "");
            text = replace(text, "    server two 10.0.2.2:8080\n", "");
            text = replace(text, "10.0.1.1:8080", "127.0.0.1:" + portOfA);
            text = replace(text, "10.0.2.1:8080", "127.0.0.1:" + portOfB);
            // The nodes then answer with URLs of the proxy, which has no TLS here.
            text = replace(text, "    http-request set-header X-Forwarded-Proto https\n", "");
            var process = new ProcessBuilder(
                            PROGRAM.toString(),
                            "-f",
                            Files.writeString(folder.resolve("haproxy.cfg"), text)
                                    .toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("haproxy.log").toFile())
                    .start();
            var proxy = new CellProxy(folder, port, process);
            Awaitility.await().until(() -> proxy.command("show servers state").contains("cell-b"));
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replace(String text, String example, String value) {
        if (!text.contains(example)) {
            throw new IllegalStateException("%s has no %s".formatted(CONFIGURATION, example));
        }
        return text.replace(example, value);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Sends the calls of an instance to a cell from now on. */
    void route(String instance, String cell) {
        var answer = command("add map %s %s %s".formatted(folder.resolve("instances.map"), instance, cell));
        if (!answer.isBlank()) {
            throw new IllegalStateException(answer);
        }
    }

    /** Waits until the nodes of both cells are up. */
    void awaitCells() {
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> command("show stat")
                                .lines()
                                .filter(line ->
                                        line.startsWith("cell-") && line.contains(",one,") && line.contains(",UP,"))
                                .count()
                        == 2);
    }

    private String command(String line) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
            channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
            var answer = new StringBuilder();
            var buffer = ByteBuffer.allocate(1 << 14);
            while (channel.read(buffer) >= 0) {
                answer.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
                buffer.clear();
            }
            return answer.toString();
        } catch (IOException _) {
            return ""; // it does not listen yet
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
