package io.recontact.webhook.streaming;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the delivery of streams.
 *
 * @param atOnce the maximum number of streams that a node delivers to an endpoint concurrently; positive
 * @param longestPause the longest pause between two attempts; positive
 * @param lookAgain how often a node checks a stream without known new items, in case the node that appended one was
 *     killed before it could wake the stream; positive
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
}
