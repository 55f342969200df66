package io.recontact.webhook.streaming;

import io.recontact.webhook.BackOff;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How streams are delivered.
 *
 * @param atOnce how many streams one node delivers to one endpoint at a time
 * @param longestPause what the pause between two attempts grows to
 * @param lookAgain how often a stream without news is looked at, in case a node was killed that knew of some
 */
@Validated
@ConfigurationProperties("recontact.streaming")
record StreamingProperties(
        @DefaultValue("32") @Positive int atOnce,
        @DefaultValue("1m") Duration longestPause,
        @DefaultValue("1m") Duration lookAgain) {

    StreamingProperties {
        if (!longestPause.isPositive() || !lookAgain.isPositive()) {
            throw new IllegalArgumentException(
                    "recontact.streaming.longest-pause and recontact.streaming.look-again must be positive");
        }
    }

    BackOff backOff() {
        return new BackOff(longestPause);
    }
}
