package io.recontact.chat.token;

import io.recontact.api.HmacSha256;
import io.recontact.api.Timestamps;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The keys that sign tokens. The first node creates one; all nodes share them through the database. To rotate the key,
 * insert the next row: a node signs with it after its next start, and older keys still verify.
 *
 * <p>Every call of the participant API verifies a token, so this reads the table without JPA and caches it.
 */
@Repository
class TokenSigningKeys {

    /**
     * A key.
     *
     * @param id the first byte of each token, which identifies its key
     */
    record Key(byte id, HmacSha256 function) {}

    private static final int SECRET_BYTES = 32;

    /**
     * A key is in the database before a node that signs with it starts, and a start takes longer than this interval. So
     * a key that was not there at the last read cannot have signed a token yet.
     */
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicReference<List<Key>> known = new AtomicReference<>(List.of());
    private Instant readAt = Instant.MIN;

    TokenSigningKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The key that signs. Keys are cached, because rows of this table never change. */
    Key newest() {
        var keys = known.get();
        if (keys.isEmpty()) {
            createFirst();
            keys = load();
        }
        return keys.getLast();
    }

    /**
     * Finds a key by its id, in the database if another node has begun to use it. However many forged tokens name
     * unknown keys, this reads the database once in two seconds at most.
     */
    Optional<Key> find(byte id) {
        if (known.get().isEmpty()) {
            newest();
        }
        var found = withId(known.get(), id);
        return found.isPresent() ? found : withId(reload(), id);
    }

    /** One read finds all keys. Concurrent callers wait for it, because it may find theirs. */
    private synchronized List<Key> reload() {
        var now = clock.instant();
        if (Duration.between(readAt, now).abs().compareTo(INTERVAL) < 0) {
            return known.get();
        }
        readAt = now;
        return load();
    }

    private static Optional<Key> withId(List<Key> keys, byte id) {
        return keys.stream().filter(key -> key.id() == id).findFirst();
    }

    private List<Key> load() {
        var keys = jdbc.sql("select id, secret from token_key order by id")
                .query((row, _) -> new Key(row.getByte("id"), new HmacSha256(row.getBytes("secret"))))
                .list();
        known.set(keys);
        return keys;
    }

    private void createFirst() {
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
