package io.recontact.api.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A SHA-256 digest of all members of a request except its token. Equal digests mean that one request repeats the other.
 */
public final class RequestDigest {

    private final byte[] bytes;

    private RequestDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Digests a command. The order of the entries of a map makes no difference. */
    static RequestDigest of(JsonMapper json, Object command) {
        var canonical =
                json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsBytes(command);
        try {
            return new RequestDigest(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        return bytes;
    }
}
