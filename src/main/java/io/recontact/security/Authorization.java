package io.recontact.security;

import io.recontact.api.IncompleteSignatureException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a request: well-formed, but not verified yet.
 *
 * @param lifetime the lifetime of a presigned URL; null if a header carries the signature
 */
record Authorization(
        Credential credential,
        SortedSet<String> signedHeaders,
        String signature,
        Instant signedAt,
        @Nullable Duration lifetime) {

    /** A header name (RFC 9110) in lower case, as SigV4 requires. */
    private static final Alphabet HEADER_NAME = new Alphabet(Alphabet.DIGITS + Alphabet.LOWER_CASE + "!#$%&'*+.^_`|~-");

    Authorization {
        if (!signedHeaders.contains("host")) {
            throw new IncompleteSignatureException(
                    "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        if (!Sha256.isHex(signature)) {
            throw new IncompleteSignatureException("The signature must be 64 lower-case hexadecimal digits.");
        }
    }

    static Credential requireCredential(String text) {
        return Credential.parse(text)
                .orElseThrow(
                        () -> new IncompleteSignatureException(
                                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term."));
    }

    static SortedSet<String> requireHeaderNames(String text) {
        var names = new TreeSet<>(List.of(text.split(";", -1)));
        for (var name : names) {
            if (!HEADER_NAME.spells(name, 1, Integer.MAX_VALUE)) {
                throw new IncompleteSignatureException(
                        "SignedHeaders must be names of headers in lower case, separated by semicolons.");
            }
        }
        return names;
    }
}
