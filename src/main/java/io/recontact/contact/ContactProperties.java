package io.recontact.contact;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of chats.
 *
 * @param activeChats the quota of active chats of each instance; 0 allows none
 * @param connectWithin the time after its start within which the customer of a chat must connect
 */
@ConfigurationProperties("recontact.limits")
record ContactProperties(
        @DefaultValue("500") int activeChats,
        @DefaultValue("5m") Duration connectWithin) {

    ContactProperties {
        SettingBounds.requireNotNegative("recontact.limits.active-chats", activeChats);
        SettingBounds.requirePositive("recontact.limits.connect-within", connectWithin);
    }
}
