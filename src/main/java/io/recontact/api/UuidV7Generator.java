package io.recontact.api;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Generates UUIDv7 (RFC 9562). They contain their creation time, so that new rows are neighbours in every index.
 * Secrets and tokens never use them.
 */
@Component
public class UuidV7Generator {

    private final NoArgGenerator generator;

    UuidV7Generator(Clock clock) {
        this.generator = Generators.timeBasedEpochRandomGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    /** Returns a new id. */
    public UUID next() {
        return generator.generate();
    }

    /** Returns the creation time in an id. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
