package io.recontact.api.idempotency;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One use of a client token, or a request without one, which is never taken for a repeat and leaves nothing behind.
 *
 * @param scope the instance, or {@link ClientTokenService#ACCOUNT}
 */
public record ClientTokenClaim(
        UUID scope, String operation, @Nullable String token, RequestDigest input) {

    /**
     * The part of a larger statement that claims the token; gives one row if the statement is to act.
     *
     * @param source a table of one row, or of none if the statement must not act, and then claims no token
     */
    public String sql(String source) {
        return token == null ? "select from " + source : ClientTokenService.claimSql("from " + source);
    }

    /**
     * Returns the parameters of {@link #sql}.
     *
     * @param answer what the repeats of the request get
     */
    public Map<String, Object> parameters(AnswerIds answer, Instant now, Instant windowStart) {
        if (token == null) {
            return Map.of("scope", scope, "used_at", now);
        }
        return Map.of(
                "scope", scope,
                "operation", operation,
                "token", token,
                "input", input.bytes(),
                "answer", answer.stored(),
                "used_at", now,
                "window_start", windowStart);
    }
}
