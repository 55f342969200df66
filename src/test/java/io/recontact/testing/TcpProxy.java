package io.recontact.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A proxy between a service and its database that a test can disconnect and reconnect. */
public final class TcpProxy implements AutoCloseable {

    private final InetSocketAddress target;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private int port;
    private @Nullable ServerSocket plug;

    /** Forwards to a port of this or another machine. */
    public TcpProxy(String host, int port) {
        this.target = new InetSocketAddress(host, port);
        reconnect();
    }

    /** The port to connect to instead of the target's. */
    public int port() {
        return port;
    }

    /** Accepts connections again. */
    public void reconnect() {
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = opened.getLocalPort();
            plug = opened;
            Thread.ofVirtual().start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks all connections and refuses new ones. */
    public void disconnect() {
        close(plug);
        ends.forEach(TcpProxy::close);
        ends.clear();
    }

    @Override
    public void close() {
        disconnect();
    }

    private void accept(ServerSocket opened) {
        try {
            while (true) {
                var near = opened.accept();
                var far = new Socket();
                ends.add(near);
                ends.add(far);
                far.connect(target);
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            }
        } catch (IOException _) {
            // The proxy has been disconnected.
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side has closed, so both are closed.
        }
    }

    private static void close(@Nullable AutoCloseable end) {
        try {
            if (end != null) {
                end.close();
            }
        } catch (Exception _) {
            // It is closed or unusable.
        }
    }
}
