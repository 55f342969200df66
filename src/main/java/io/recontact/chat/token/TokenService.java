package io.recontact.chat.token;

import io.recontact.chat.ParticipantId;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import org.springframework.stereotype.Service;

/**
 * The tokens that are shown to clients: a few bytes and a seal over them, made with a key of the service. They are
 * derived, so that a repeated request gets the same token although none is stored, and they are safe in a header and a
 * URL.
 */
@Service
public class TokenService {

    private static final int SEAL_LENGTH = 32;

    private final TokenSigningKeys keys;

    TokenService(TokenSigningKeys keys) {
        this.keys = keys;
    }

    /** The token of a participant: 66 characters, good until the participant has left or the chat has ended. */
    public String issue(ParticipantId participant) {
        return sign(TokenType.PARTICIPANT, uuid(participant.value()));
    }

    /** A token for a subject that is good until a time. */
    public String issue(TokenType kind, UUID subject, Instant expiry) {
        var content = ByteBuffer.allocate(3 * Long.BYTES)
                .put(uuid(subject))
                .putLong(expiry.toEpochMilli())
                .array();
        return sign(kind, content);
    }

    /** Whose participant token it is, or nothing if it is none of ours or its key is no longer taken. */
    public Optional<ParticipantId> participant(String token) {
        return open(TokenType.PARTICIPANT, token)
                .filter(content -> content.remaining() == 2 * Long.BYTES)
                .map(content -> new ParticipantId(uuid(content)));
    }

    /** What a token with an expiry says, or nothing if it is none of ours. Whether it has expired is for the caller. */
    public Optional<ExpiringToken> ticket(TokenType kind, String token) {
        return open(kind, token)
                .filter(content -> content.remaining() == 3 * Long.BYTES)
                .map(content -> new ExpiringToken(uuid(content), Instant.ofEpochMilli(content.getLong())));
    }

    /** Seals content. */
    public String sign(TokenType kind, byte[] content) {
        var key = keys.newest();
        var token = ByteBuffer.allocate(1 + content.length + SEAL_LENGTH)
                .put(key.id())
                .put(content)
                .put(sealOf(key, kind, content))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The content of a token, or nothing if it was not sealed here as one of this kind. */
    public Optional<ByteBuffer> open(TokenType kind, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            // Not Base64, so not ours.
            return Optional.empty();
        }
        if (bytes.length <= 1 + SEAL_LENGTH) {
            return Optional.empty();
        }
        var content = Arrays.copyOfRange(bytes, 1, bytes.length - SEAL_LENGTH);
        var given = Arrays.copyOfRange(bytes, bytes.length - SEAL_LENGTH, bytes.length);
        return keys.find(bytes[0])
                .filter(key -> MessageDigest.isEqual(sealOf(key, kind, content), given))
                .map(_ -> ByteBuffer.wrap(content));
    }

    /** Which kind of token it is, for logs; nothing if it is none of ours. */
    public Optional<TokenType> kindOf(String token) {
        return Arrays.stream(TokenType.values())
                .filter(kind -> open(kind, token).isPresent())
                .findFirst();
    }

    private static byte[] sealOf(TokenSigningKeys.Key key, TokenType kind, byte[] content) {
        try {
            var mac = Mac.getInstance(TokenSigningKeys.ALGORITHM);
            mac.init(key.secret());
            mac.update(kind.mark());
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + TokenSigningKeys.ALGORITHM, e);
        }
    }

    private static byte[] uuid(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(ByteBuffer content) {
        return new UUID(content.getLong(), content.getLong());
    }
}
