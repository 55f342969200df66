package io.recontact.api;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of gauges.
 *
 * @param every how often a node reads the gauges that come from the database; positive
 */
@ConfigurationProperties("recontact.metrics")
record GaugeProperties(@DefaultValue("10s") Duration every) {

    GaugeProperties {
        SettingBounds.requirePositive("recontact.metrics.every", every);
    }
}
