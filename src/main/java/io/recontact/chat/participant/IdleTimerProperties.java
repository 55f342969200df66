package io.recontact.chat.participant;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the idle timers.
 *
 * @param every the pause between two checks; positive
 */
@ConfigurationProperties("recontact.timers")
record IdleTimerProperties(@DefaultValue("5s") Duration every) {

    IdleTimerProperties {
        SettingBounds.requirePositive("recontact.timers.every", every);
    }
}
