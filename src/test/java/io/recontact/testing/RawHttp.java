package io.recontact.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Raw bytes to a port and the bytes of the answer: HTTP that no client would send. */
public final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RawHttp() {}

    /** The received part of an answer. */
    public record Answer(String text) {

        /** The status, or 0 if there was no answer. */
        public int status() {
            var last = text.startsWith("HTTP/1.1 100") ? text.substring(text.indexOf("\r\n\r\n") + 4) : text;
            return last.startsWith("HTTP/1.1 ") ? Integer.parseInt(last.substring(9, 12)) : 0;
        }
    }

    /** Sends text, one byte a character, and reads until the server closes or has answered a handshake. */
    public static Answer send(URI endpoint, String request) throws IOException {
        return send(endpoint, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes in the same way. */
    public static Answer send(URI endpoint, byte[] request) throws IOException {
        try (var socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            var received = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(received);
            } catch (SocketTimeoutException e) {
                throw new IOException("No end of the answer within %s".formatted(PATIENCE), e);
            } catch (IOException _) {
                // The server has closed before it received all; its answer counts.
            }
            return new Answer(received.toString(StandardCharsets.ISO_8859_1));
        }
    }

    /** Sends a request and disconnects without reading the answer. */
    public static void abandon(URI endpoint, byte[] request) throws IOException {
        try (var socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoLinger(true, 0); // a reset, as from a client that was killed
            socket.getOutputStream().write(request);
        }
    }
}
