package io.recontact.webhook.processing;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of message processing.
 *
 * @param answerWithin maximum time to wait for the answer to one message; positive and at most three minutes, which is
 *     the longest timeout of a function that Amazon Connect accepts
 * @param atOnce the maximum number of chats whose messages a node gives to one function at the same time; positive
 * @param pollEvery how often a node looks for messages to process; positive
 */
@ConfigurationProperties("recontact.message-processing")
record ProcessingProperties(
        @DefaultValue("8s") Duration answerWithin,
        @DefaultValue("50") int atOnce,
        @DefaultValue("1s") Duration pollEvery) {

    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** A lease lasts this much longer than one call, for the statements around it on a slow database. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    ProcessingProperties {
        if (!answerWithin.isPositive() || answerWithin.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "recontact.message-processing.answer-within must be positive and at most three minutes");
        }
        SettingBounds.requirePositive("recontact.message-processing.at-once", atOnce);
        SettingBounds.requirePositive("recontact.message-processing.poll-every", pollEvery);
    }

    /** Returns how long a node holds the lease of a chat for one message. */
    Duration lease() {
        return answerWithin.plus(LEASE_MARGIN);
    }
}
