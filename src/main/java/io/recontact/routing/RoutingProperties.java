package io.recontact.routing;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of routing.
 *
 * @param offerWithin how long an agent has to accept an offer before it counts as missed; positive. The default is the
 *     20 seconds that Amazon Connect allows for chats.
 * @param every the pause between two sweeps; positive
 * @param lookEvery how often a node looks for offers to agents who wait at it; positive
 */
@ConfigurationProperties("recontact.routing")
record RoutingProperties(
        @DefaultValue("20s") Duration offerWithin,
        @DefaultValue("1s") Duration every,
        @DefaultValue("500ms") Duration lookEvery) {

    RoutingProperties {
        SettingBounds.requirePositive("recontact.routing.offer-within", offerWithin);
        SettingBounds.requirePositive("recontact.routing.every", every);
        SettingBounds.requirePositive("recontact.routing.look-every", lookEvery);
    }
}
