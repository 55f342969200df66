package io.recontact.api;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a sorted list begins, and what the first page has found out: behind {@link NextToken}, for
 * lists that are not in the order of their ids. Its text carries a digest of the request that it belongs to, so that it
 * is refused with any other; it holds no secret and grants nothing.
 *
 * @param key the last item's place in the order, in a form that the list knows
 * @param id the last item, among those that share the key
 * @param total the number of items on all pages
 */
public record PagePosition(long key, UUID id, long total) {

    private static final int DIGEST_LENGTH = 16;
    private static final int LENGTH = DIGEST_LENGTH + 4 * Long.BYTES;

    /** The text of this position, for the caller who sent a request: all of it but the page's size and token. */
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
     * The position that a token means; absent when there is no token, at the start.
     *
     * @throws InvalidParameterException if the token is not one that {@link #toToken} gave out for this request
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

    /** The refusal of a token that was made up. */
    public static InvalidParameterException notGivenOut() {
        return new InvalidParameterException("NextToken was not given out for this request");
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            // Not Base64: the same refusal as any other foreign token.
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
