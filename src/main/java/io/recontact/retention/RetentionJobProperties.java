package io.recontact.retention;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the retention job.
 *
 * @param batch the maximum number of sessions or rows that one transaction deletes; positive
 * @param batchWithin how long a transaction should last; longer ones make the next batches smaller; positive
 * @param load the share of the time in which a node deletes, while something is due; above 0, at most 1
 * @param keptRuns how many records of runs are kept; positive
 * @param every the pause between two runs; positive
 * @param firstRunAfter the time from startup to the first run; null for a random one
 */
@ConfigurationProperties("recontact.retention")
record RetentionJobProperties(
        @DefaultValue("5000") int batch,
        @DefaultValue("100ms") Duration batchWithin,
        @DefaultValue("0.5") double load,
        @DefaultValue("10000") int keptRuns,
        @DefaultValue("1h") Duration every,
        @Nullable Duration firstRunAfter) {

    /** Refuses a duration that is not positive, and a load that is not a share. */
    RetentionJobProperties {
        SettingBounds.requirePositive("recontact.retention.batch", batch);
        SettingBounds.requirePositive("recontact.retention.batch-within", batchWithin);
        SettingBounds.requirePositive("recontact.retention.kept-runs", keptRuns);
        SettingBounds.requirePositive("recontact.retention.every", every);
        if (firstRunAfter != null) {
            SettingBounds.requireNotNegative("recontact.retention.first-run-after", firstRunAfter);
        }
        if (!(load > 0 && load <= 1)) {
            throw new IllegalArgumentException("recontact.retention.load must be above 0 and at most 1");
        }
    }
}
