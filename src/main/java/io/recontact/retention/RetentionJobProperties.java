package io.recontact.retention;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the retention job.
 *
 * @param batch the maximum number of sessions or rows that one transaction deletes; positive
 * @param batchWithin how long a transaction should last; longer ones make the next batches smaller; positive
 * @param load the share of the time in which a node deletes, while something is due; above 0, at most 1
 * @param keptRuns how many records of runs are kept; positive
 */
@Validated
@ConfigurationProperties("recontact.retention")
record RetentionJobProperties(
        @DefaultValue("5000") @Positive int batch,
        @DefaultValue("100ms") Duration batchWithin,
        @DefaultValue("0.5") double load,
        @DefaultValue("10000") @Positive int keptRuns) {

    /** Refuses a duration that is not positive, and a load that is not a share. */
    RetentionJobProperties {
        if (!batchWithin.isPositive()) {
            throw new IllegalArgumentException("recontact.retention.batch-within must be positive");
        }
        if (!(load > 0 && load <= 1)) {
            throw new IllegalArgumentException("recontact.retention.load must be above 0 and at most 1");
        }
    }
}
