package io.recontact.chat.token;

import io.recontact.api.CellProperties;
import io.recontact.chat.ParticipantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.springframework.stereotype.Service;

/**
 * Issues and verifies the tokens of the participant API. A token is its content and an HMAC signature of it by a key of
 * the service. A repeated request gets the same token although none is stored. Tokens are safe in headers and URLs.
 *
 * <p>In a deployment of several cells, a token begins with the name of its cell and a dot, by which a proxy routes it.
 * The signature covers the name. A cell also accepts its own tokens from before it had a name.
 */
@Service
public class TokenService {

    private static final int SIGNATURE_LENGTH = 32;

    /** Not in the alphabet of Base64. */
    private static final char SEPARATOR = '.';

    /** In the signed bytes, added to the type of a token with a cell, so that no token without one equals it. */
    private static final int WITH_CELL = 0x80;

    private static final String NO_CELL = "";

    private final TokenSigningKeys keys;
    private final String cell;

    TokenService(TokenSigningKeys keys, CellProperties settings) {
        this.keys = keys;
        this.cell = Objects.requireNonNullElse(settings.cell(), NO_CELL);
    }

    /**
     * Issues a participant token: 66 characters after the name of the cell, valid until the participant leaves or the
     * chat ends.
     */
    public String issue(ParticipantId participant) {
        return sign(TokenType.PARTICIPANT, uuid(participant.value()));
    }

    /** Issues a token for a subject with an expiry. */
    public String issue(TokenType type, UUID subject, Instant expiry) {
        var content = ByteBuffer.allocate(3 * Long.BYTES)
                .put(uuid(subject))
                .putLong(expiry.toEpochMilli())
                .array();
        return sign(type, content);
    }

    /** Returns the participant of a participant token; empty if no key of this service has signed it. */
    public Optional<ParticipantId> verifyParticipantToken(String token) {
        return open(TokenType.PARTICIPANT, token, length -> length == 2 * Long.BYTES)
                .map(content -> new ParticipantId(uuid(content)));
    }

    /** Returns a token with an expiry; empty if no key of this service has signed it. The caller checks the expiry. */
    public Optional<ExpiringToken> verify(TokenType type, String token) {
        return open(type, token, length -> length == 3 * Long.BYTES)
                .map(content -> new ExpiringToken(uuid(content), Instant.ofEpochMilli(content.getLong())));
    }

    /** Signs content as a token of a type. */
    public String sign(TokenType type, byte[] content) {
        var key = keys.newest();
        var token = ByteBuffer.allocate(1 + content.length + SIGNATURE_LENGTH)
                .put(key.id())
                .put(content)
                .put(signatureOf(key, type, cell, content))
                .array();
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        return cell.isEmpty() ? text : cell + SEPARATOR + text;
    }

    /** Returns true if a token has the form of one, and names another cell than this. */
    public boolean isOfAnotherCell(String token) {
        var named = cellOf(token);
        return CellProperties.isName(named) && !named.equals(cell);
    }

    private static String cellOf(String token) {
        var end = token.indexOf(SEPARATOR);
        return end < 0 ? NO_CELL : token.substring(0, end);
    }

    /** Returns the content of a token; empty if this service has not signed it as a token of this type. */
    public Optional<ByteBuffer> open(TokenType type, String token) {
        return open(type, token, length -> length > 0);
    }

    /** Computes no signature for content of another length, as tokens of other types have. */
    private Optional<ByteBuffer> open(TokenType type, String token, IntPredicate length) {
        var named = cellOf(token);
        if (token.indexOf(SEPARATOR) >= 0 && (named.isEmpty() || !named.equals(cell))) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token.substring(token.indexOf(SEPARATOR) + 1));
        } catch (IllegalArgumentException _) {
            // Not Base64, so not a token of this service.
            return Optional.empty();
        }
        if (!length.test(bytes.length - 1 - SIGNATURE_LENGTH)) {
            return Optional.empty();
        }
        var content = Arrays.copyOfRange(bytes, 1, bytes.length - SIGNATURE_LENGTH);
        var given = Arrays.copyOfRange(bytes, bytes.length - SIGNATURE_LENGTH, bytes.length);
        return keys.find(bytes[0])
                .filter(key -> MessageDigest.isEqual(signatureOf(key, type, named, content), given))
                .map(_ -> ByteBuffer.wrap(content));
    }

    /** Returns the type of a token, for logs; empty if this service has not signed it. */
    public Optional<TokenType> typeOf(String token) {
        return Arrays.stream(TokenType.values())
                .filter(type -> open(type, token).isPresent())
                .findFirst();
    }

    private static byte[] signatureOf(TokenSigningKeys.Key key, TokenType type, String cell, byte[] content) {
        if (cell.isEmpty()) {
            return key.function()
                    .code(ByteBuffer.allocate(1 + content.length)
                            .put(type.code())
                            .put(content)
                            .array());
        }
        var name = cell.getBytes(StandardCharsets.US_ASCII);
        return key.function()
                .code(ByteBuffer.allocate(2 + name.length + content.length)
                        .put((byte) (WITH_CELL | type.code()))
                        .put((byte) name.length)
                        .put(name)
                        .put(content)
                        .array());
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
