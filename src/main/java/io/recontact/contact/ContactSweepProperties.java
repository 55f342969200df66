package io.recontact.contact;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sweep that ends overdue contacts.
 *
 * @param every the pause between two sweeps; positive
 */
@ConfigurationProperties("recontact.sweep")
record ContactSweepProperties(@DefaultValue("5s") Duration every) {

    ContactSweepProperties {
        SettingBounds.requirePositive("recontact.sweep.every", every);
    }
}
