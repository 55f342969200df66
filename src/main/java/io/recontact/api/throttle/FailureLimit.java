package io.recontact.api.throttle;

import io.recontact.api.RealTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * Limits how often something may fail, such as a sign-in, or happen at all, such as the start of a chat by a page, by
 * the names of those involved. All nodes share the limits. An attempt takes a token before it is made, so that
 * concurrent attempts do not exceed the limit, and a success gives it back.
 */
@Component
public class FailureLimit {

    private final RateBucketRepository buckets;
    private final Clock clock;

    FailureLimit(RateBucketRepository buckets, @RealTime Clock clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    /**
     * A kind of failure and its limit for one name.
     *
     * @param name the kind
     * @param burst the number of failures at once after a pause; at least 1
     * @param each how long it takes until one more may follow
     */
    public record Kind(String name, int burst, Duration each) {

        private Rate rate() {
            return new Rate(1000.0 / each.toMillis(), burst);
        }

        /** Names are of persons and machines, so the bucket has a digest of them. */
        private String bucket(String of) {
            try {
                var digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
                return "%s %s".formatted(name, HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns true if another attempt may be made. */
    public boolean takeAttempt(Kind kind, String of) {
        return buckets.take(kind.bucket(of), kind.rate());
    }

    /** Forgets an attempt that has succeeded. */
    public void succeeded(Kind kind, String of) {
        buckets.giveBack(kind.bucket(of), kind.rate());
    }

    /** Deletes what is kept of names that had no failure for so long that nothing limits them. */
    public void deleteUnused(Kind kind) {
        buckets.deleteUnused(
                kind.name() + " ", clock.instant().minus(kind.each().multipliedBy(kind.burst())));
    }
}
