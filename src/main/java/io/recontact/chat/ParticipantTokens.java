package io.recontact.chat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import org.springframework.stereotype.Service;

/**
 * The tokens that let participants into their chat. A token is derived from the participant's id with a key of the
 * service, so that a repeated request gets the same token although none is stored.
 */
@Service
public class ParticipantTokens {

    private static final int ID_LENGTH = 2 * Long.BYTES;

    /** Sets participant tokens apart from anything else that may be derived with the same keys. */
    private static final byte KIND = 'P';

    private final TokenKeys keys;

    ParticipantTokens(TokenKeys keys) {
        this.keys = keys;
    }

    /** The token of a participant: 66 characters that are safe in a header and a URL. */
    public String issue(ParticipantId participant) {
        var key = keys.newest();
        var id = bytes(participant);
        var token = ByteBuffer.allocate(1 + ID_LENGTH + 32)
                .put(key.id())
                .put(id)
                .put(seal(key, id))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whose token it is, or nothing if we did not issue it or its key is no longer taken. */
    public Optional<ParticipantId> verify(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            // Not Base64, so not ours.
            return Optional.empty();
        }
        if (bytes.length != 1 + ID_LENGTH + 32) {
            return Optional.empty();
        }
        var id = Arrays.copyOfRange(bytes, 1, 1 + ID_LENGTH);
        var given = Arrays.copyOfRange(bytes, 1 + ID_LENGTH, bytes.length);
        return keys.find(bytes[0])
                .filter(key -> MessageDigest.isEqual(seal(key, id), given))
                .map(_ -> participant(id));
    }

    private static byte[] seal(TokenKeys.Key key, byte[] id) {
        try {
            var mac = Mac.getInstance(TokenKeys.ALGORITHM);
            mac.init(key.secret());
            mac.update(KIND);
            return mac.doFinal(id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + TokenKeys.ALGORITHM, e);
        }
    }

    private static byte[] bytes(ParticipantId participant) {
        var id = participant.value();
        return ByteBuffer.allocate(ID_LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static ParticipantId participant(byte[] id) {
        var buffer = ByteBuffer.wrap(id);
        return new ParticipantId(new UUID(buffer.getLong(), buffer.getLong()));
    }
}
