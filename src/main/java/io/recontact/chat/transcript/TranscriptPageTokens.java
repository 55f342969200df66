package io.recontact.chat.transcript;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.SessionId;
import io.recontact.chat.token.TokenService;
import io.recontact.chat.token.TokenType;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The NextToken of GetTranscript: signed, because it names a past session, and valid only for the session that it was
 * issued to.
 */
@Component
public class TranscriptPageTokens {

    private static final int LENGTH = 1 + 5 * Long.BYTES;

    private final TokenService tokens;

    TranscriptPageTokens(TokenService tokens) {
        this.tokens = tokens;
    }

    /** Returns the token of a page; empty for the last page, because some clients require the member. */
    public String write(TranscriptPage page) {
        var cursor = page.next();
        if (cursor == null) {
            return "";
        }
        var content = ByteBuffer.allocate(LENGTH)
                .put(cursor.kind().code())
                .putLong(cursor.reader().value().getMostSignificantBits())
                .putLong(cursor.reader().value().getLeastSignificantBits())
                .putLong(cursor.session().value().getMostSignificantBits())
                .putLong(cursor.session().value().getLeastSignificantBits())
                .putLong(cursor.sequence());
        return tokens.sign(TokenType.PAGE, content.array());
    }

    /**
     * Returns where a page begins; null without a token.
     *
     * @throws InvalidParameterException if the token was not issued for a page of this session
     */
    public @Nullable TranscriptCursor read(SessionId session, @Nullable String token) {
        if (token == null) {
            return null;
        }
        return tokens.open(TokenType.PAGE, token)
                .filter(content -> content.remaining() == LENGTH)
                .map(TranscriptPageTokens::cursor)
                .filter(cursor -> cursor.reader().equals(session))
                .orElseThrow(() ->
                        new InvalidParameterException("NextToken was not issued for the transcript of this chat"));
    }

    private static TranscriptCursor cursor(ByteBuffer content) {
        return new TranscriptCursor(
                TranscriptCursor.Kind.of(content.get()),
                new SessionId(new UUID(content.getLong(), content.getLong())),
                new SessionId(new UUID(content.getLong(), content.getLong())),
                content.getLong());
    }
}
