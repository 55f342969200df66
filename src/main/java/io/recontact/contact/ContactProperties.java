package io.recontact.contact;

import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of chats.
 *
 * @param activeChats how many chats of an instance may be active at once
 * @param connectWithin how long after its start a chat waits for its customer to connect
 */
@Validated
@ConfigurationProperties("recontact.limits")
record ContactProperties(
        @DefaultValue("500") @PositiveOrZero int activeChats,
        @DefaultValue("5m") Duration connectWithin) {}
