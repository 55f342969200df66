package io.recontact.security;

import io.recontact.api.IncompleteSignatureException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Parses a signature in the query string of a presigned URL. */
final class PresignedUrl {

    static final String SIGNATURE = "X-Amz-Signature";

    private static final String ALGORITHM = "X-Amz-Algorithm";

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,5}");

    /** The maximum that AWS allows. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(7);

    private PresignedUrl() {}

    static boolean isCarriedBy(CanonicalQueryString query) {
        return !query.values(ALGORITHM).isEmpty() || !query.values(SIGNATURE).isEmpty();
    }

    static Authorization parse(CanonicalQueryString query) {
        if (!only(query, ALGORITHM).equals(CanonicalRequest.ALGORITHM)) {
            throw new IncompleteSignatureException(
                    "X-Amz-Algorithm must be '%s'.".formatted(CanonicalRequest.ALGORITHM));
        }
        return new Authorization(
                Authorization.requireCredential(only(query, "X-Amz-Credential")),
                Authorization.requireHeaderNames(only(query, "X-Amz-SignedHeaders")),
                only(query, SIGNATURE),
                SigningTime.parse(only(query, "X-Amz-Date"))
                        .orElseThrow(() -> new IncompleteSignatureException(
                                "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\".")),
                lifetime(only(query, "X-Amz-Expires")));
    }

    private static Duration lifetime(String text) {
        if (SECONDS.matcher(text).matches()) {
            var lifetime = Duration.ofSeconds(Long.parseLong(text));
            if (lifetime.compareTo(MAX_LIFETIME) <= 0) {
                return lifetime;
            }
        }
        throw new IncompleteSignatureException(
                "X-Amz-Expires must be a number of seconds from 1 to %d.".formatted(MAX_LIFETIME.toSeconds()));
    }

    private static String only(CanonicalQueryString query, String name) {
        var values = query.values(name);
        if (values.size() != 1) {
            throw new IncompleteSignatureException(
                    "AWS query-string parameters must include '%s' once. Re-examine the query-string parameters."
                            .formatted(name));
        }
        return values.getFirst();
    }
}
