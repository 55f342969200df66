package io.recontact.api;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The opaque token between two pages of a list. It contains the id that the next page starts after, and the kind of
 * list, so that another operation refuses it. It holds no secret and grants nothing.
 */
public final class NextToken {

    private static final int LENGTH = Integer.BYTES + 2 * Long.BYTES;

    private NextToken() {}

    /**
     * Returns the token for the page after {@code last}.
     *
     * @param list the kind of list
     */
    public static String after(String list, UUID last) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putInt(list.hashCode())
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Returns the id after which the page starts; null at the start of the list, for a null or empty token.
     *
     * @throws InvalidParameterException if {@link #after} did not return the token for this kind of list
     */
    public static @Nullable UUID parse(String list, @Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        var bytes = decode(token);
        if (bytes.length != LENGTH || ByteBuffer.wrap(bytes).getInt() != list.hashCode()) {
            throw new InvalidParameterException("NextToken was not issued by this operation");
        }
        var buffer = ByteBuffer.wrap(bytes).position(Integer.BYTES);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            // Not Base64: refused like any other foreign token.
            return new byte[0];
        }
    }
}
