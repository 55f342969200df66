package io.recontact.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.PeriodStyle;

/**
 * The period in which the service keeps contacts.
 *
 * @param age the retention period from the initiation of a contact, in calendar months or days, such as {@code P24M};
 *     positive
 * @param cutoff contacts from before this day (UTC) are never returned
 */
@ConfigurationProperties("recontact.retention")
public record RetentionPolicy(Period age, LocalDate cutoff) {

    private static final Pattern BARE_NUMBER = Pattern.compile("\\s*[-+]?\\d+\\s*");

    /** Refuses an age that is not positive. */
    public RetentionPolicy {
        if (age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException("recontact.retention.age must be positive");
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if the age has no unit: to assume days could delete contacts too early
     */
    @ConstructorBinding
    public RetentionPolicy(@DefaultValue("P24M") String age, @DefaultValue("2021-11-12") LocalDate cutoff) {
        this(parse(age), cutoff);
    }

    private static Period parse(String age) {
        if (BARE_NUMBER.matcher(age).matches()) {
            throw new IllegalArgumentException(
                    "recontact.retention.age is %s, without a unit: write P24M for 24 months, or P730D for 730 days"
                            .formatted(age.strip()));
        }
        try {
            return PeriodStyle.detectAndParse(age.strip());
        } catch (IllegalArgumentException _) { // its message does not name the setting
            throw new IllegalArgumentException(
                    "recontact.retention.age must be a period such as P24M or P730D, not '%s'".formatted(age));
        }
    }

    /** The contacts that are kept at a moment. */
    public RetentionWindow windowAt(Instant now) {
        return new RetentionWindow(
                expired(now.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC)),
                cutoff.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /**
     * The initiation time of the youngest expired contact; it never decreases. On a day that the earlier month did not
     * have, all contacts of that month have expired. Calendar arithmetic alone would return the last day of that month
     * at the same time of day.
     */
    private Instant expired(OffsetDateTime now) {
        var then = now.minus(age.withDays(0));
        if (then.getDayOfMonth() != now.getDayOfMonth()) {
            then = then.truncatedTo(ChronoUnit.DAYS).plusDays(1).minus(1, ChronoUnit.MILLIS);
        }
        return then.minus(age.withYears(0).withMonths(0)).toInstant();
    }
}
