package io.recontact.security;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes signatures. Caches the derived keys, which are valid for a day: deriving one is half the cost of a
 * signature.
 */
final class SigningKeys {

    /** Far more than the keys and regions in use. A caller that exceeds it varies its scope. */
    private static final int MAX_KEPT = 1_000;

    private final Map<Credential, byte[]> derived = new ConcurrentHashMap<>();

    /** Returns the signature of a string to sign, in hexadecimal. */
    String sign(AccessKey key, Credential credential, String stringToSign) {
        if (derived.size() >= MAX_KEPT) {
            derived.clear();
        }
        var signingKey = derived.computeIfAbsent(credential, scope -> derive(key.secret(), scope));
        return HexFormat.of().formatHex(Sha256.hmac(signingKey, stringToSign));
    }

    private static byte[] derive(String secret, Credential scope) {
        var ofDay = Sha256.hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.date());
        var ofRegion = Sha256.hmac(ofDay, scope.region());
        var ofService = Sha256.hmac(ofRegion, scope.service());
        return Sha256.hmac(ofService, scope.terminator());
    }
}
