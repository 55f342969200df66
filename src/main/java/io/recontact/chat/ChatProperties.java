package io.recontact.chat;

import io.recontact.startup.SettingBounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of a chat.
 *
 * @param messages the maximum length of messages: {@code SEED} or {@code CURRENT}, see {@link MessageLengthLimits}
 * @param agentsPerChat the maximum number of agents in a chat, connected or invited, at least 0. With the customer, the
 *     default makes the six participants of a "multi-party chat"
 * @param callsPerChat the maximum number of concurrent calls about one chat on a node, at least 1; more calls wait
 */
@ConfigurationProperties("recontact.limits")
public record ChatProperties(
        @DefaultValue("SEED") MessageLengthLimits messages,
        @DefaultValue("5") int agentsPerChat,
        @DefaultValue("3") int callsPerChat) {

    /** Refuses numbers out of bounds. */
    public ChatProperties {
        SettingBounds.requireNotNegative("recontact.limits.agents-per-chat", agentsPerChat);
        SettingBounds.requirePositive("recontact.limits.calls-per-chat", callsPerChat);
    }
}
