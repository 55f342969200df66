package io.recontact.chat;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of what is said, and by how many.
 *
 * @param messages which figures bound the length of messages
 * @param agentsPerChat how many agents may be in a chat or on their way; with the customer they are the six that a
 *     "multi-party chat" may have
 * @param callsPerChat how many calls about one chat a node serves at once; others wait
 */
@Validated
@ConfigurationProperties("recontact.limits")
public record ChatProperties(
        @DefaultValue("SEED") MessageLengthLimits messages,
        @DefaultValue("5") @PositiveOrZero int agentsPerChat,
        @DefaultValue("3") @Positive int callsPerChat) {}
