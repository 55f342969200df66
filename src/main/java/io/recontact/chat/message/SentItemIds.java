package io.recontact.chat.message;

import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ItemId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates the ids of sent items. With a ClientToken the id is derived from it, so a repeat has the id of the first
 * request. The unique index on the id then rejects a second item (docs/decisions/0007).
 */
@Component
class SentItemIds {

    private final UuidV7Generator ids;

    SentItemIds(UuidV7Generator ids) {
        this.ids = ids;
    }

    /** Returns a UUIDv8 (RFC 9562) derived from the ClientToken, or a new UUIDv7 without one. */
    ItemId of(ParticipantId participant, String operation, @Nullable String clientToken) {
        if (clientToken == null || clientToken.isEmpty()) {
            return new ItemId(ids.next());
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var id = participant.value();
            digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .flip());
            digest.update(operation.getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) 0);
            var hash = ByteBuffer.wrap(digest.digest(clientToken.getBytes(StandardCharsets.UTF_8)));
            return new ItemId(new UUID(
                    (hash.getLong() & ~0xF000L) | 0x8000L,
                    (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
