package io.recontact.chat.token;

import io.recontact.api.CellProperties;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tokens of another deployment, which has keys of its own. */
public final class ForeignTokens {

    private ForeignTokens() {}

    /** The token service of a deployment whose keys are in another database. */
    public static TokenService of(JdbcClient database, Clock clock) {
        return new TokenService(new TokenSigningKeys(database, clock), new CellProperties(null));
    }
}
