package io.recontact.contact;

import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of chats.
 *
 * @param activeChats the quota of active chats of each instance; 0 allows none
 * @param connectWithin the time after its start within which the customer of a chat must connect
 */
@Validated
@ConfigurationProperties("recontact.limits")
record ContactProperties(
        @DefaultValue("500") @PositiveOrZero int activeChats,
        @DefaultValue("5m") Duration connectWithin) {}
