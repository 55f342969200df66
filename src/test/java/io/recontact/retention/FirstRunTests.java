package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.scheduling.annotation.Scheduled;

/** The time of the first run of the job after a start. */
class FirstRunTests {

    private static Duration firstRunOfANode() throws NoSuchMethodException {
        var environment = new StandardEnvironment();
        RandomValuePropertySource.addToEnvironment(environment);
        var schedule = RetentionJob.class.getDeclaredMethod("run").getAnnotation(Scheduled.class);
        return DurationStyle.detectAndParse(environment.resolveRequiredPlaceholders(schedule.initialDelayString()));
    }

    @Test
    void followsWithinMinutesAtARandomTime() throws NoSuchMethodException {
        var delays = new HashSet<Duration>();
        for (int node = 0; node < 100; node++) {
            delays.add(firstRunOfANode());
        }

        assertThat(delays)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(5)));
        assertThat(delays).as("nodes do not run at once").hasSizeGreaterThan(20);
    }
}
