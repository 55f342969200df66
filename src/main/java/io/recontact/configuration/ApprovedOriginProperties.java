package io.recontact.configuration;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of approved origins.
 *
 * @param approvedOriginsEvery how often a node reads those that other nodes changed; positive
 */
@ConfigurationProperties("recontact")
record ApprovedOriginProperties(@DefaultValue("5s") Duration approvedOriginsEvery) {

    ApprovedOriginProperties {
        SettingBounds.requirePositive("recontact.approved-origins-every", approvedOriginsEvery);
    }
}
