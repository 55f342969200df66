package io.recontact.chat;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of a chat.
 *
 * @param messages the maximum length of messages: {@code SEED} or {@code CURRENT}, see {@link MessageLengthLimits}
 * @param agentsPerChat the maximum number of agents in a chat, connected or invited, at least 0. With the customer, the
 *     default makes the six participants of a "multi-party chat"
 * @param callsPerChat the maximum number of concurrent calls about one chat on a node, at least 1; more calls wait
 */
@Validated
@ConfigurationProperties("recontact.limits")
public record ChatProperties(
        @DefaultValue("SEED") MessageLengthLimits messages,
        @DefaultValue("5") @PositiveOrZero int agentsPerChat,
        @DefaultValue("3") @Positive int callsPerChat) {}
