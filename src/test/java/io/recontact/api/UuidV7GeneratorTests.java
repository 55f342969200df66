package io.recontact.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidV7GeneratorTests {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00.123Z");

    private final UuidV7Generator generator = new UuidV7Generator(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void generatesIdsWithTheTimeOfTheClock() {
        assertThat(generator.next()).satisfies(id -> {
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(UuidV7Generator.timeOf(id)).isEqualTo(NOW);
        });
    }

    @Test
    void generatesDifferentIdsWithinAMillisecond() {
        assertThat(Stream.generate(generator::next).limit(10_000))
                .doesNotHaveDuplicates()
                .extracting(UUID::version)
                .containsOnly(7);
    }
}
