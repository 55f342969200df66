package io.recontact.console;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The console.
 *
 * @param enabled false to serve no pages
 * @param administrator the name of the user that the first start creates; empty for none
 * @param sessionTimeout how long a session lasts without a request
 * @param cleanUpEvery the pause between two clean-ups of ended sessions
 * @param maxStreams the most live pages on a node
 * @param streamHeartbeat the longest silence on the stream of a live page, and how often its sign-in is checked
 */
@ConfigurationProperties("recontact.console")
public record ConsoleProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("admin") String administrator,
        @DefaultValue("8h") Duration sessionTimeout,
        @DefaultValue("10m") Duration cleanUpEvery,
        @DefaultValue("5000") int maxStreams,
        @DefaultValue("15s") Duration streamHeartbeat) {

    /** Refuses a timeout that ends every session at once. */
    public ConsoleProperties {
        if (sessionTimeout.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("recontact.console.session-timeout must be at least one minute");
        }
        SettingBounds.requirePositive("recontact.console.clean-up-every", cleanUpEvery);
        SettingBounds.requireNotNegative("recontact.console.max-streams", maxStreams);
        SettingBounds.requirePositive("recontact.console.stream-heartbeat", streamHeartbeat);
        administrator = administrator.strip();
        if (administrator.length() > 20) {
            throw new IllegalArgumentException("recontact.console.administrator must have at most 20 characters");
        }
    }
}
