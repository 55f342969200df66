package io.recontact.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * A request in its canonical form, which client and service compute alike, as described under <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a signed AWS
 * API request</a>.
 *
 * @param path as sent, still encoded
 * @param headers only the signed headers, by lower-case name, with their values as sent
 * @param bodyHash the SHA-256 of the body in hexadecimal
 */
record CanonicalRequest(
        String method,
        String path,
        CanonicalQueryString query,
        SortedMap<String, List<String>> headers,
        String bodyHash) {

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** The service that signs the path as it is sent. */
    static final String S3 = "s3";

    private static final Alphabet SPACES = new Alphabet(" \t\n\u000B\f\r");

    String text() {
        return text(canonicalPath());
    }

    private String text(String canonicalPath) {
        var text = new StringBuilder(512)
                .append(method)
                .append('\n')
                .append(canonicalPath)
                .append('\n')
                .append(query.canonical())
                .append('\n');
        headers.forEach((name, values) -> {
            char separator = ':';
            text.append(name);
            for (var value : values) {
                appendCanonical(text.append(separator), value.strip());
                separator = ',';
            }
            text.append('\n');
        });
        return text.append('\n')
                .append(String.join(";", headers.keySet()))
                .append('\n')
                .append(bodyHash)
                .toString();
    }

    /** Returns the string to sign: the time, the scope and the hash of the canonical request. */
    String stringToSign(Instant signedAt, Credential credential) {
        var canonical = text(credential.service().equals(S3) ? path : canonicalPath());
        return ALGORITHM + "\n" + SigningTime.text(signedAt) + "\n" + credential.scope() + "\n"
                + Sha256.hex(canonical.getBytes(StandardCharsets.UTF_8));
    }

    // Every service except S3 removes empty and dot segments and encodes encoded characters again. A trailing
    // slash stays: SDKs sign it where a label is empty. A path that ends in a dot segment ends without a slash, as in
    // botocore.
    private String canonicalPath() {
        var canonical = new StringBuilder(path.length() + 16);
        for (var segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                canonical.setLength(Math.max(0, canonical.lastIndexOf("/")));
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                canonical.append('/').append(PercentEncoding.encode(segment));
            }
        }
        return canonical.isEmpty() || path.endsWith("/") ? canonical.append('/').toString() : canonical.toString();
    }

    // Values are trimmed, and a run of spaces counts as one. The SDKs treat tabs the same way.
    private static void appendCanonical(StringBuilder text, String value) {
        var afterSpace = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            var isSpace = SPACES.has(c);
            if (!isSpace) {
                text.append(c);
            } else if (!afterSpace) {
                text.append(' ');
            }
            afterSpace = isSpace;
        }
    }
}
