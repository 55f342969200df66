package io.recontact.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Values that an attacker could send. */
final class HostileValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\uD800",
            "\uDC00x",
            "\uFFFE\uFFFF",
            "👩‍👩‍👧",
            "\u202Eevil",
            "e\u0301".repeat(300),
            "ﷺ".repeat(400),
            "' or 1=1; --",
            "\"; drop table contact; --",
            "%s%n%x%d",
            "${jndi:ldap://x/y}",
            "#{T(java.lang.Runtime)}",
            "../../../etc/passwd",
            "<script>alert(1)</script>",
            "null",
            "NaN",
            "Infinity",
            "-0",
            "1e999999999",
            "99999999999999999999999999",
            "9223372036854775808",
            "2147483648",
            "-1",
            "0x10",
            "true",
            "[]",
            "{}",
            "$.Attributes.x",
            "$.External['x']",
            "arn:aws:connect:us-east-1:123456789012:instance/x/contact/y",
            "arn:aws:connect:::instance//",
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "FFFFFFFF-FFFF-7FFF-BFFF-FFFFFFFFFFFF",
            "0-0-0-0-0",
            "1970-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999Z",
            "2026-13-45T99:99:99Z",
            "text/plain",
            "application/vnd.amazonaws.connect.event.typing",
            "application/vnd.amazonaws.connect.message.interactive.response",
            "application/json",
            "FROM_SEGMENT",
            "ENTIRE_PAST_SESSION",
            "from_segment",
            "CUSTOMER",
            "AGENT",
            "SUPERVISOR",
            "CONTACT_FLOW",
            "CHAT",
            "VOICE",
            "x".repeat(129),
            "x".repeat(1_025),
            "ü".repeat(17_000),
            "\r\nX-Injected: 1",
            "\u2028\u2029",
            "a:b:c",
            "/",
            "\\",
            "?",
            "*",
            "%",
            "_");

    private static final List<String> JSON = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1",
            "1.5",
            "1e308",
            "-1e400",
            "1E+2",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "253402300800",
            "1e18",
            "0.1e-400",
            "99999999999999999999999999999999999999",
            "NaN",
            "01",
            "+1",
            ".5",
            "'x'",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"\\x\"",
            "\"",
            "[]",
            "[null]",
            "[[[[]]]]",
            "[1, \"x\", null, {}]",
            "{}",
            "{\"\": \"\"}",
            "{\"x\": null}",
            "{\"x\": {\"x\": {\"x\": {}}}}",
            "{\"a\": 1, \"a\": 2}",
            "undefined",
            "/* */ 1",
            "");

    private static final String HEX = "0123456789abcdefABCDEF";

    private final RandomGenerator random;

    /** The percentage of valid members in a document: half of all documents are then read to the end. */
    private final int decency;

    HostileValues(RandomGenerator random) {
        this.random = random;
        this.decency = random.nextBoolean() ? 75 : 97;
    }

    boolean decent() {
        return chance(decency);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A text, sometimes of random Unicode characters. */
    String text() {
        if (!chance(25)) {
            return oneOf(TEXTS);
        }
        var text = new StringBuilder();
        for (int length = random.nextInt(60); length > 0; length--) {
            text.appendCodePoint(chance(50) ? random.nextInt(128) : random.nextInt(0x110000));
        }
        return text.toString();
    }

    /** A JSON value, sometimes malformed. */
    String json() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> oneOf(JSON);
            case 4 -> "[".repeat(random.nextInt(2_000)) + "]".repeat(random.nextInt(2_000));
            case 5 -> "[" + (quote(text()) + ", ").repeat(random.nextInt(120)) + quote(text()) + "]";
            case 6 -> "{" + quote(text()) + ": " + quote(text()) + ", " + quote(text()) + ": " + oneOf(JSON) + "}";
            default -> quote(text());
        };
    }

    /** A part of a path or query, escaped in various ways or not at all; one byte a character. */
    String escaped() {
        var bytes = text().getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(6)) {
            case 0 -> new String(bytes, StandardCharsets.ISO_8859_1);
            case 1 ->
                oneOf(List.of(
                        "%FF",
                        "%", "%2", "%zz", "%00", "%C0%AF", "%2e%2e", "%2F", "%252F", "..", ".", ";a=b", "%u0041", "+"));
            case 2 -> percent(percent(new String(bytes, StandardCharsets.ISO_8859_1)));
            default -> percent(new String(bytes, StandardCharsets.ISO_8859_1));
        };
    }

    private static String percent(String text) {
        var escaped = new StringBuilder();
        text.chars().limit(3_000).forEach(c -> {
            if (Character.isLetterOrDigit(c) && c < 128) {
                escaped.append((char) c);
            } else {
                escaped.append("%%%02X".formatted(c));
            }
        });
        return escaped.toString();
    }

    /** A quoted text, sometimes with other quotes. */
    String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\' || c < ' ' || Character.isSurrogate((char) c)) {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Changes some bytes. */
    byte[] damaged(byte[] bytes) {
        var damaged = bytes.clone();
        for (int i = 0; i < 3 && damaged.length > 0; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** A name and value of a header; mostly of one that servers read. */
    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        for (int number = random.nextInt(4); number > 0; number--) {
            headers.put(
                    oneOf(List.of(
                            "Accept",
                            "Accept-Encoding",
                            "Accept-Language",
                            "Content-Encoding",
                            "Cookie",
                            "Expect",
                            "Forwarded",
                            "If-Match",
                            "If-Modified-Since",
                            "If-None-Match",
                            "Origin",
                            "Access-Control-Request-Method",
                            "Access-Control-Request-Headers",
                            "Range",
                            "Referer",
                            "User-Agent",
                            "X-Amz-Date",
                            "X-Amz-Security-Token",
                            "X-Amz-Target",
                            "x-amz-content-sha256",
                            "X-Forwarded-For",
                            "X-Forwarded-Host",
                            "X-Forwarded-Prefix",
                            "X-Forwarded-Proto",
                            "X-HTTP-Method-Override",
                            "Upgrade",
                            "Sec-WebSocket-Key",
                            "Sec-WebSocket-Extensions",
                            "Sec-WebSocket-Protocol",
                            "Traceparent",
                            "x" + HEX.repeat(random.nextInt(100)))),
                    chance(30)
                            ? oneOf(List.of(
                                    "*/*;q=x",
                                    "text/html",
                                    "application/*, ;",
                                    "gzip, deflate, br",
                                    "100-continue",
                                    "https://example.com",
                                    "null",
                                    "://",
                                    "http://[::1",
                                    "http://x:99999999",
                                    "bytes=0-",
                                    "bytes=9-1,a-b",
                                    "websocket",
                                    "h2c",
                                    "GET",
                                    "\"x\", W/",
                                    "Thu, 99 Foo 2026",
                                    "zz-ZZ;q=9,*;q=",
                                    "00-0-0-0"))
                            : new String(text().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        return headers;
    }
}
