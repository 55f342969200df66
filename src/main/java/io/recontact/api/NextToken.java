package io.recontact.api;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The opaque token between two pages of a list: where the next page begins. It carries the kind of list, so that a
 * token of one operation is refused by another; it holds no secret and grants nothing.
 */
public final class NextToken {

    private static final int LENGTH = Integer.BYTES + 2 * Long.BYTES;

    private NextToken() {}

    /** The token for the page after {@code last} of a kind of list. */
    public static String after(String list, UUID last) {
        var bytes = ByteBuffer.allocate(LENGTH)
                .putInt(list.hashCode())
                .putLong(last.getMostSignificantBits())
                .putLong(last.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Where the page begins: after this id, or at the start when there is no token.
     *
     * @throws InvalidParameterException if the token is not one that {@link #after} gave out for this kind of list
     */
    public static @Nullable UUID parse(String list, @Nullable String token) {
        if (token == null || token.isEmpty()) {
            return null;
        }
        var bytes = decode(token);
        if (bytes.length != LENGTH || ByteBuffer.wrap(bytes).getInt() != list.hashCode()) {
            throw new InvalidParameterException("NextToken was not given out by this operation");
        }
        var buffer = ByteBuffer.wrap(bytes).position(Integer.BYTES);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            // Not Base64: the same refusal as any other foreign token.
            return new byte[0];
        }
    }
}
