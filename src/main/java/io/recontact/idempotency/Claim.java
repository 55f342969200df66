package io.recontact.idempotency;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One use of a client token.
 *
 * @param scope the instance, or {@link ClientTokens#ACCOUNT}
 * @param answer the ids to give to repeats, in an order that the operation knows
 */
public record Claim(UUID scope, String operation, String token, InputDigest input, List<UUID> answer) {

    /** Keeps its own copy of the answer. */
    public Claim {
        answer = List.copyOf(answer);
    }

    /** This claim with the answer that its repeats shall get. */
    public Claim answering(List<UUID> ids) {
        return new Claim(scope, operation, token, input, ids);
    }

    /** The parameters of {@link ClientTokens#CLAIM_SQL}. */
    public Map<String, Object> parameters(Instant now, Instant windowStart) {
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
