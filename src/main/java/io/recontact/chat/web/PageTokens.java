package io.recontact.chat.web;

import io.recontact.chat.TokenKind;
import io.recontact.chat.Tokens;
import io.recontact.transcript.Cursor;
import io.recontact.transcript.Page;
import io.recontact.wire.InvalidParameterException;
import io.recontact.wire.SessionId;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The NextToken of GetTranscript: sealed, since it names a past session, and good for the session it was given to only.
 */
@Component
class PageTokens {

    private static final int LENGTH = 1 + 5 * Long.BYTES;

    private final Tokens tokens;

    PageTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The token of a page: empty at the end, as some clients need the member. */
    String write(Page page) {
        var cursor = page.next();
        if (cursor == null) {
            return "";
        }
        var content = ByteBuffer.allocate(LENGTH)
                .put(cursor.kind().mark())
                .putLong(cursor.reader().value().getMostSignificantBits())
                .putLong(cursor.reader().value().getLeastSignificantBits())
                .putLong(cursor.session().value().getMostSignificantBits())
                .putLong(cursor.session().value().getLeastSignificantBits())
                .putLong(cursor.sequence());
        return tokens.seal(TokenKind.PAGE, content.array());
    }

    /**
     * Where a page begins; nothing without a token.
     *
     * @throws InvalidParameterException if the token was not given out for a page of this session
     */
    @Nullable Cursor read(SessionId session, @Nullable String token) {
        if (token == null) {
            return null;
        }
        return tokens.open(TokenKind.PAGE, token)
                .filter(content -> content.remaining() == LENGTH)
                .map(PageTokens::cursor)
                .filter(cursor -> cursor.reader().equals(session))
                .orElseThrow(() ->
                        new InvalidParameterException("NextToken was not given out for the transcript of this chat"));
    }

    private static Cursor cursor(ByteBuffer content) {
        return new Cursor(
                Cursor.Kind.of(content.get()),
                new SessionId(new UUID(content.getLong(), content.getLong())),
                new SessionId(new UUID(content.getLong(), content.getLong())),
                content.getLong());
    }
}
