package io.recontact.security;

import io.recontact.api.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Computes signatures. Caches the derived keys, which are valid for a day: deriving one is most of the cost of a
 * signature.
 */
final class SigningKeys {

    /** Far more than the keys and regions in use. A caller that exceeds it varies its scope. */
    private static final int MAX_KEPT = 1_000;

    private final Map<Credential, HmacSha256> derived = new ConcurrentHashMap<>();

    /** Returns the signature of a string to sign, in hexadecimal. */
    String sign(AccessKey key, Credential credential, String stringToSign) {
        if (derived.size() >= MAX_KEPT) {
            derived.clear();
        }
        var signing = derived.computeIfAbsent(credential, scope -> new HmacSha256(derive(key.secret(), scope)));
        return HexFormat.of().formatHex(code(signing, stringToSign));
    }

    private static byte[] derive(String secret, Credential scope) {
        var key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (var part : List.of(scope.date(), scope.region(), scope.service(), scope.terminator())) {
            key = code(new HmacSha256(key), part);
        }
        return key;
    }

    private static byte[] code(HmacSha256 key, String text) {
        return key.code(text.getBytes(StandardCharsets.UTF_8));
    }
}
