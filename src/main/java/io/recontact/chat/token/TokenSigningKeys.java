package io.recontact.chat.token;

import io.recontact.api.Timestamps;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys behind participant tokens. The first node makes one, all nodes share them through the database. A key is
 * rotated by inserting the next row: it signs from the next start of a node on, while older rows still verify.
 */
@Repository
class TokenSigningKeys {

    /**
     * A key.
     *
     * @param id goes into each token, so that its key is found again
     */
    record Key(byte id, SecretKey secret) {}

    static final String ALGORITHM = "HmacSHA256";

    private static final int SECRET_BYTES = 32;

    /**
     * A key is in the database before a node starts that signs with it, and a start takes longer than this. So a key
     * that was not there at the last look cannot have signed a token yet.
     */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicReference<List<Key>> known = new AtomicReference<>(List.of());
    private Instant lookedAt = Instant.MIN;

    TokenSigningKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The key that signs. Known keys are kept, since rows of this table never change. */
    Key newest() {
        var keys = known.get();
        if (keys.isEmpty()) {
            makeFirst();
            keys = load();
        }
        return keys.getLast();
    }

    /**
     * A key by its id; one that another node began to use since is found in the database. However many forged tokens
     * name keys that nobody has, it is asked once in two seconds.
     */
    Optional<Key> find(byte id) {
        if (known.get().isEmpty()) {
            newest();
        }
        var found = withId(known.get(), id);
        return found.isPresent() ? found : withId(lookAgain(), id);
    }

    /** A look finds all keys, whichever it is for. Others wait for its end, since it may find theirs. */
    private synchronized List<Key> lookAgain() {
        var now = clock.instant();
        if (Duration.between(lookedAt, now).abs().compareTo(INTERVAL) < 0) {
            return known.get();
        }
        lookedAt = now;
        return load();
    }

    private static Optional<Key> withId(List<Key> keys, byte id) {
        return keys.stream().filter(key -> key.id() == id).findFirst();
    }

    private List<Key> load() {
        var keys = jdbc.sql("select id, secret from token_key order by id")
                .query((row, _) -> new Key(row.getByte("id"), new SecretKeySpec(row.getBytes("secret"), ALGORITHM)))
                .list();
        known.set(keys);
        return keys;
    }

    private void makeFirst() {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        jdbc.sql("""
                        insert into token_key (id, secret, created_at)
                        values (1, :secret, :now)
                        on conflict do nothing
                        """)
                .param("secret", secret)
                .param("now", Timestamps.timestamptz(clock.instant()))
                .update();
    }
}
