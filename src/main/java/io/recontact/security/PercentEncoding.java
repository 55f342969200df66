package io.recontact.security;

import io.recontact.api.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding for signatures: encodes all but the unreserved characters of RFC 3986, in upper-case hexadecimal.
 */
final class PercentEncoding {

    private static final Alphabet UNRESERVED = new Alphabet(Alphabet.WORD_CHARACTERS + "~");
    private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    static String encode(String text) {
        // Most texts, such as the parts of a path, have nothing to encode.
        return UNRESERVED.spells(text, 0, Integer.MAX_VALUE) ? text : encode(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(byte[] bytes) {
        var encoded = new StringBuilder(bytes.length + 16);
        for (byte octet : bytes) {
            if (UNRESERVED.has(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEXADECIMAL.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    /**
     * Decodes percent-encoded text. A plus sign stays a plus sign: only forms write spaces that way.
     *
     * @throws InvalidRequestException if a percent sign is not followed by two hexadecimal digits. A guess would let
     *     two different queries have the same signature.
     */
    static byte[] decode(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(bytes[i]);
                continue;
            }
            if (i + 2 >= bytes.length) {
                throw malformed();
            }
            decoded.write(digit(bytes[i + 1]) << 4 | digit(bytes[i + 2]));
            i += 2;
        }
        return decoded.toByteArray();
    }

    private static int digit(byte octet) {
        int value = octet < 0 ? -1 : Character.digit((char) octet, 16);
        if (value < 0) {
            throw malformed();
        }
        return value;
    }

    private static InvalidRequestException malformed() {
        return new InvalidRequestException("The query string has a % without two hexadecimal digits after it");
    }
}
