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
 * Makes ids: UUIDv7 (RFC 9562), which carry their creation time, so that new rows land side by side in every index.
 * Tokens are never made from them.
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

    /** A fresh id. */
    public UUID next() {
        return generator.generate();
    }

    /** When an id was made. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
