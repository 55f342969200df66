package io.recontact.api;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The position of the next page in a sorted list. Like {@link NextToken}, for lists that are not in the order of their
 * ids. Its token contains a digest of the request, so that any other request refuses it. It holds no secret and grants
 * nothing.
 *
 * @param key the sort key of the last item, encoded by the list
 * @param id the id of the last item, which orders items of the same key
 * @param total the number of items on all pages, counted for the first page
 */
public record PagePosition(long key, UUID id, long total) {

    private static final int DIGEST_LENGTH = 16;
    private static final int LENGTH = DIGEST_LENGTH + 4 * Long.BYTES;

    /**
     * Returns the token of this position.
     *
     * @param request the request, without its page size and token
     */
    public String toToken(byte[] request) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .put(digest(request))
                .putLong(key)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(total);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Parses a token; returns null for the start of the list, if the token is null or empty.
     *
     * @throws InvalidParameterException if {@link #toToken} did not return the token for this request
     */
    public static @Nullable PagePosition parse(byte[] request, @Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        var bytes = decode(token);
        if (bytes.length != LENGTH || !MessageDigest.isEqual(Arrays.copyOf(bytes, DIGEST_LENGTH), digest(request))) {
            throw notGivenOut();
        }
        var buffer = ByteBuffer.wrap(bytes).position(DIGEST_LENGTH);
        return new PagePosition(buffer.getLong(), new UUID(buffer.getLong(), buffer.getLong()), buffer.getLong());
    }

    /** Returns the refusal of a token that the service did not issue. */
    public static InvalidParameterException notGivenOut() {
        return new InvalidParameterException("NextToken was not issued for this request");
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            // Not Base64: refused like any other foreign token.
            return new byte[0];
        }
    }

    private static byte[] digest(byte[] request) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(request), DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
