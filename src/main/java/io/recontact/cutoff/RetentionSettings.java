package io.recontact.cutoff;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long contacts are kept.
 *
 * @param age counted from their initiation, in calendar months or days, such as {@code P24M}
 * @param cutoff data from before this day (UTC) is not returned at all
 */
@ConfigurationProperties("recontact.retention")
public record RetentionSettings(
        @DefaultValue("P24M") Period age,
        @DefaultValue("2021-11-12") LocalDate cutoff) {

    /** Refuses an age that would forget the present. */
    public RetentionSettings {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("recontact.retention.age must be positive");
        }
    }

    /** What is kept at a moment. */
    public RetentionWindow windowAt(Instant now) {
        return new RetentionWindow(
                now.atOffset(ZoneOffset.UTC).minus(age).toInstant(),
                cutoff.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
