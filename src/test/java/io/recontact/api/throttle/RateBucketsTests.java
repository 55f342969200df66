package io.recontact.api.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ConcurrentCalls;
import io.recontact.testing.ModuleTest;
import io.recontact.testing.MutableClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bucket has a burst and a rate, and concurrent calls never exceed them. */
@ModuleTest
class RateBucketsTests {

    private static final Rate RATE = new Rate(0.5, 4);

    private final RateBucketRepository buckets;
    private final MutableClock clock;
    private String operation = "";

    RateBucketsTests(RateBucketRepository buckets, MutableClock clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    /** A new bucket for each test; the annotation shares the instance of the class among them. */
    @BeforeEach
    void choose() {
        operation = UUID.randomUUID().toString();
    }

    private boolean take() {
        return buckets.take(operation, RATE);
    }

    private void assertBurst() {
        for (int i = 0; i < RATE.burst(); i++) {
            assertThat(take()).isTrue();
        }
    }

    @Test
    void refillsWithTimeUpToTheBurst() {
        assertBurst();
        clock.advance(Duration.ofMinutes(10));
        assertBurst();

        assertThat(take()).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(take()).isTrue();
    }

    @Test
    void enforcesTheBurstUnderConcurrency() {
        var admitted = ConcurrentCalls.run(16, _ -> take());

        // At half a request a second, a slow machine may refill a token while the rush lasts.
        assertThat(admitted.stream().filter(yes -> yes).count()).isBetween(4L, 6L);
    }

    @Test
    void hasOneBucketForEachOperation() {
        assertBurst();

        assertThat(buckets.take(UUID.randomUUID().toString(), RATE)).isTrue();
    }
}
