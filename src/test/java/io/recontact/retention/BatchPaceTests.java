package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchPaceTests {

    private final BatchPace pace =
            new BatchPace(new RetentionJobProperties(5_000, Duration.ofMillis(50), 0.25, 1, Duration.ofHours(1), null));

    /** Deletes batches that take a time each and a time for each row; returns the size of the last one. */
    private int sizeAfterBatches(Duration each, Duration row) {
        for (int batch = 0; batch < 30; batch++) {
            pace.pauseAfter(each.plus(row.multipliedBy(pace.size())));
        }
        return pace.size();
    }

    @Test
    void batchesLastAsLongAsTheyShould() {
        assertThat(sizeAfterBatches(Duration.ofMillis(30), Duration.ofNanos(20_000)))
                .isBetween(900, 1_100);
    }

    @Test
    void batchesGrowAgainAfterSlowOnes() {
        assertThat(sizeAfterBatches(Duration.ofSeconds(10), Duration.ZERO)).isOne();

        assertThat(sizeAfterBatches(Duration.ofMillis(30), Duration.ofNanos(20_000)))
                .isBetween(900, 1_100);
    }

    @Test
    void noBatchIsLargerThanTheSettingAllows() {
        assertThat(sizeAfterBatches(Duration.ZERO, Duration.ZERO)).isEqualTo(5_000);
    }

    @Test
    void oneSlowBatchHalvesTheNext() {
        pace.pauseAfter(Duration.ofSeconds(10));

        assertThat(pace.size()).isEqualTo(2_500);
    }

    @Test
    void pausesLeaveTheRestOfTheTimeToCallers() {
        assertThat(pace.pauseAfter(Duration.ofMillis(40))).isEqualTo(Duration.ofMillis(120));
    }

    @Test
    void failuresHalveBatchesDownToOne() {
        int failures = 1;
        while (pace.shrink()) {
            failures++;
        }

        assertThat(failures).isEqualTo(14);
        assertThat(pace.size()).isOne();
    }
}
