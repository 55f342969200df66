package io.recontact.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of spans: OTLP over HTTP, in Protobuf. */
public final class SpanReceiver implements AutoCloseable {

    /** A span; the fields have the numbers of {@code opentelemetry/proto/trace/v1/trace.proto}. */
    public record Span(
            String trace, String id, String parent, String name, boolean hasFailed, Map<String, String> attributes) {

        private static Span read(Message message) {
            var attributes = new TreeMap<String, String>();
            for (var attribute : message.messages(9)) {
                attributes.put(
                        attribute.text(1), attribute.messages(2).getFirst().anything());
            }
            // STATUS_CODE_ERROR
            var failed = message.messages(15).stream()
                    .anyMatch(status -> status.text(3).equals("2"));
            return new Span(message.hex(1), message.hex(2), message.hex(4), message.text(5), failed, attributes);
        }
    }

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    /** Starts to listen. */
    public SpanReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            bodies.add(new String(body, StandardCharsets.ISO_8859_1));
            // ExportTraceServiceRequest, ResourceSpans, ScopeSpans, Span
            for (var resource : new Message(body).messages(1)) {
                for (var scope : resource.messages(2)) {
                    scope.messages(2).forEach(span -> spans.add(Span.read(span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** The URL for spans. */
    public URI url() {
        return URI.create(
                "http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort()));
    }

    /** The spans so far. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** All bytes so far, as characters. */
    public String bodies() {
        return String.join("", bodies);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A message of Protobuf: its fields by number. */
    private static final class Message {

        private final Map<Integer, List<byte[]>> fields = new TreeMap<>();

        private Message(byte[] bytes) {
            var in = new ByteArrayInputStream(bytes);
            while (in.available() > 0) {
                long key = varint(in);
                var value = switch ((int) (key & 7)) {
                    case 0 -> String.valueOf(varint(in)).getBytes(StandardCharsets.UTF_8);
                    case 1 -> bytes(in, 8);
                    case 2 -> bytes(in, (int) varint(in));
                    case 5 -> bytes(in, 4);
                    default -> throw new IllegalStateException("No message of Protobuf");
                };
                fields.computeIfAbsent((int) (key >>> 3), _ -> new ArrayList<>())
                        .add(value);
            }
        }

        private static byte[] bytes(ByteArrayInputStream in, int length) {
            var bytes = new byte[length];
            if (in.read(bytes, 0, length) < length) {
                throw new IllegalStateException("The message ends early");
            }
            return bytes;
        }

        private static long varint(ByteArrayInputStream in) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                int next = in.read();
                value |= (long) (next & 127) << shift;
                if (next < 128) {
                    return value;
                }
            }
        }

        private List<Message> messages(int number) {
            return fields.getOrDefault(number, List.of()).stream()
                    .map(Message::new)
                    .toList();
        }

        private byte[] bytes(int number) {
            return fields.getOrDefault(number, List.of(new byte[0])).getLast();
        }

        private String text(int number) {
            return new String(bytes(number), StandardCharsets.UTF_8);
        }

        private String hex(int number) {
            return HexFormat.of().formatHex(bytes(number));
        }

        /** The value of a message with one field. */
        private String anything() {
            return fields.keySet().stream().map(this::text).findFirst().orElse("");
        }
    }
}
