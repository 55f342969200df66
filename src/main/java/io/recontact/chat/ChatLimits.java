package io.recontact.chat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of what is said.
 *
 * @param messages which figures bound the length of messages
 */
@ConfigurationProperties("recontact.limits")
public record ChatLimits(@DefaultValue("SEED") MessageLimits messages) {}
