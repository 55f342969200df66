package io.recontact.idempotency;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One use of a client token, or a request without one, which is never taken for a repeat and leaves nothing behind.
 *
 * @param scope the instance, or {@link ClientTokens#ACCOUNT}
 * @param answer the ids to give to repeats, in an order that the operation knows
 */
public record Claim(UUID scope, String operation, @Nullable String token, InputDigest input, List<UUID> answer) {

    /** Keeps its own copy of the answer. */
    public Claim {
        answer = List.copyOf(answer);
    }

    /** This claim with the answer that its repeats shall get. */
    public Claim answering(List<UUID> ids) {
        return new Claim(scope, operation, token, input, ids);
    }

    /**
     * The part of a larger statement that claims the token; gives one row if the statement is to act.
     *
     * @param source a table of one row, or of none if the statement must not act, and then claims no token
     */
    public String sql(String source) {
        return token == null ? "select from " + source : ClientTokens.claimSql("from " + source);
    }

    /** The parameters of {@link #sql}. */
    public Map<String, Object> parameters(Instant now, Instant windowStart) {
        if (token == null) {
            return Map.of("scope", scope, "used_at", now.atOffset(ZoneOffset.UTC));
        }
        return Map.of(
                "scope", scope,
                "operation", operation,
                "token", token,
                "input", input.bytes(),
                "answer", answer.toArray(UUID[]::new),
                "used_at", now.atOffset(ZoneOffset.UTC),
                "window_start", windowStart.atOffset(ZoneOffset.UTC));
    }
}
