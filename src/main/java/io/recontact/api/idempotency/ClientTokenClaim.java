package io.recontact.api.idempotency;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that claims a client token. A request without a token is never a repeat and stores nothing.
 *
 * @param scope the instance, or {@link ClientTokenService#ACCOUNT}
 * @param token null if the request has none
 * @param input null if the request has no token
 */
public record ClientTokenClaim(
        UUID scope,
        String operation,
        @Nullable String token,
        @Nullable RequestDigest input) {

    RequestDigest requireInput() {
        return Objects.requireNonNull(input, "The request has no token");
    }

    /**
     * Returns the part of a larger statement that claims the token. It yields one row if the statement is to take
     * effect.
     *
     * @param source a table of one row, or of none if the statement must not take effect; it then claims no token
     */
    public String sql(String source) {
        return token == null ? "select from " + source : ClientTokenService.claimSql("from " + source);
    }

    /**
     * Returns the parameters of {@link #sql}.
     *
     * @param answer the answer for repeats of the request
     */
    public Map<String, Object> parameters(AnswerIds answer, Instant now, Instant windowStart) {
        if (token == null) {
            return Map.of("scope", scope, "used_at", now);
        }
        return Map.of(
                "scope", scope,
                "operation", operation,
                "token", token,
                "input", requireInput().bytes(),
                "answer", answer.stored(),
                "used_at", now,
                "window_start", windowStart);
    }
}
