package io.recontact.push;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A websocket client on the level of bytes (RFC 6455), for invalid frames and for a client that does not read. */
final class TcpSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** A frame; its payload as text of one character a byte. */
    record Frame(int opcode, String payload) {

        /** The code of a close frame. */
        int code() {
            return (payload.charAt(0) << 8) | payload.charAt(1);
        }
    }

    private final Socket socket;
    private final DataInputStream input;
    private final String answer;

    private TcpSocket(Socket socket, DataInputStream input, String answer) {
        this.socket = socket;
        this.input = input;
        this.answer = answer;
    }

    /** Requests a websocket at a URL, and reads the head of the answer. */
    static TcpSocket open(String url, String... headers) {
        var uri = URI.create(url);
        var target = url.substring(url.indexOf('/', "ws://".length()));
        return open(new InetSocketAddress(uri.getHost(), uri.getPort()), target, headers);
    }

    /** Requests a websocket at a target, which may be invalid in a URI. */
    @SuppressWarnings("AddressSelection") // the caller resolves the address
    static TcpSocket open(InetSocketAddress address, String target, String... headers) {
        try {
            var socket = new Socket();
            socket.setReceiveBufferSize(4_096); // so that the buffers fill soon
            socket.setSoTimeout(20_000);
            socket.connect(address);
            var request = Stream.concat(
                            Stream.of(
                                    "GET %s HTTP/1.1".formatted(target),
                                    "Host: 127.0.0.1:" + address.getPort(),
                                    "Upgrade: websocket",
                                    "Connection: Upgrade",
                                    "Sec-WebSocket-Version: 13",
                                    "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(new byte[16])),
                            Stream.of(headers))
                    .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1));
            return new TcpSocket(socket, input, head(input));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String head(DataInputStream input) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(input.readUnsignedByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** The status of the answer: 101 if the websocket is open. */
    int status() {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** The head of the answer. */
    String answer() {
        return answer;
    }

    void send(String text) {
        send(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a frame with a first byte. */
    void send(int firstByte, byte[] payload) {
        try {
            var frame = new ByteArrayOutputStream();
            frame.write(firstByte);
            if (payload.length < 126) {
                frame.write(0x80 | payload.length);
            } else {
                frame.write(0x80 | 126);
                frame.write(payload.length >>> 8);
                frame.write(payload.length);
            }
            frame.write(new byte[4]); // a mask of zeros changes nothing
            frame.write(payload);
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void subscribe() {
        send("{\"topic\":\"aws/subscribe\",\"content\":{\"topics\":[\"aws/chat\"]}}");
    }

    /** The next frame. */
    Frame read() {
        try {
            int opcode = input.readUnsignedByte() & 0x0F;
            long length = input.readUnsignedByte();
            if (length == 126) {
                length = input.readUnsignedShort();
            } else if (length == 127) {
                length = input.readLong();
            }
            return new Frame(opcode, new String(input.readNBytes((int) length), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads up to the close frame, and returns its code; 1006 if the connection ends without one. */
    int awaitClosed() {
        try {
            var frame = read();
            while (frame.opcode() != CLOSE) {
                frame = read();
            }
            return frame.code();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof EOFException || e.getCause() instanceof java.net.SocketException) {
                return 1006;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
