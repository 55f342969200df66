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
    private @Nullable ServerSocket listening;
    private @Nullable Thread accepting;
    private @Nullable Socket reserved;

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
        close(reserved);
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = opened.getLocalPort();
            listening = opened;
            accepting = Thread.ofVirtual().start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks all connections and refuses new ones. The port stays reserved, so that no other server gets it. */
    public void disconnect() {
        breakConnections();
        reserve();
    }

    @Override
    public void close() {
        breakConnections();
        close(reserved);
    }

    private void breakConnections() {
        close(listening);
        awaitEnd(accepting);
        ends.forEach(TcpProxy::close);
        ends.clear();
    }

    /** A port is free when the thread that accepts has seen that it is closed. */
    private static void awaitEnd(@Nullable Thread thread) {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A port that is bound by a socket that does not listen refuses connections. */
    private void reserve() {
        try {
            var bound = new Socket();
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            reserved = bound;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
