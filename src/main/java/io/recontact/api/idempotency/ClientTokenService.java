package io.recontact.api.idempotency;

import io.recontact.api.InvalidRequestException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers the requests that took effect. A claim is written in the transaction of the effect, so a failed request can
 * be repeated. A concurrent repeat waits for the first request and then finds its answer.
 *
 * <p>The claim is part of the statement of StartChatContact, the measured hot path, so {@link JdbcClient} runs it
 * everywhere.
 */
@Service
public class ClientTokenService {

    /** The scope of operations on the account instead of on one instance. */
    public static final UUID ACCOUNT = new UUID(0, 0);

    /**
     * A token is remembered for this time. The API documents seven days for StartOutboundChatContact and no other
     * figure.
     */
    private static final Duration WINDOW = Duration.ofDays(7);

    /** Claims a token: yields a row if the token is new or older than the window, and none if it has been used. */
    private static final String CLAIM = """
            insert into client_token as used (scope, operation, token, input, answer, used_at)
            select :scope, :operation, :token, :input, :answer, :used_at {source}
            on conflict (scope, operation, token) do update
                set input = excluded.input, answer = excluded.answer, used_at = excluded.used_at
                where used.used_at < :window_start
            returning token
            """;

    private final JdbcClient jdbc;
    private final ClientTokenRepository used;
    private final JsonMapper json;
    private final Clock clock;

    ClientTokenService(JdbcClient jdbc, ClientTokenRepository used, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.used = used;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Creates the claim of a request.
     *
     * @param clientToken null or empty if the request has none
     * @param command all members of the request except the token; a repeat must have the same
     */
    public ClientTokenClaim newClaim(UUID scope, String operation, @Nullable String clientToken, Object command) {
        var token = clientToken == null || clientToken.isEmpty() ? null : clientToken;
        return new ClientTokenClaim(scope, operation, token, token == null ? null : RequestDigest.of(json, command));
    }

    /**
     * Returns the statement that claims a token.
     *
     * @param source a from clause; the token is claimed only if it yields a row. Empty for an unconditional claim
     */
    static String claimSql(String source) {
        return CLAIM.replace("{source}", source);
    }

    /** Returns the start of the window for a claim made now. Tokens that were used earlier are free again. */
    public Instant windowStart() {
        return clock.instant().minus(WINDOW);
    }

    /**
     * Claims a token within the caller's transaction.
     *
     * @param answer the answer for repeats of the request
     * @return false if the token has been used; the caller must then roll back
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean claim(ClientTokenClaim claim, AnswerIds answer) {
        if (claim.token() == null) {
            return true;
        }
        return jdbc.sql(claimSql(""))
                .params(claim.parameters(answer, clock.instant(), windowStart()))
                .query(String.class)
                .optional()
                .isPresent();
    }

    /**
     * Finds the answer to the first request with this token.
     *
     * @throws InvalidRequestException if that request had other parameters
     */
    public Optional<AnswerIds> findAnswer(ClientTokenClaim claim) {
        if (claim.token() == null) {
            return Optional.empty();
        }
        var id = new ClientToken.Id(claim.scope(), claim.operation(), claim.token());
        return used.findUsedSince(id, windowStart()).map(token -> {
            if (!token.isUsedBy(claim.requireInput())) {
                throw new InvalidRequestException("ClientToken was used before for a request with other parameters");
            }
            return token.answer();
        });
    }

    /**
     * Claims the token of a request that has no answer, within the caller's transaction.
     *
     * @return false if the request took effect before; nothing is left to do then
     * @throws InvalidRequestException if the token was used for a request with other parameters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isFirst(UUID scope, String operation, @Nullable String clientToken, Object command) {
        var claim = newClaim(scope, operation, clientToken, command);
        if (claim(claim, AnswerIds.of(scope))) {
            return true;
        }
        findAnswer(claim);
        return false;
    }

    /** Deletes at most {@code batch} tokens that are older than the window, and returns their number. */
    public int forget(int batch) {
        return used.deleteUsedBefore(windowStart(), batch);
    }
}
