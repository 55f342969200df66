package io.recontact.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How contacts are offered to agents.
 *
 * @param offerWithin how long an agent has to accept an offer before it counts as missed; the cloud service's own 20
 *     seconds for chats, unless changed
 */
@ConfigurationProperties("recontact.routing")
record RoutingProperties(@DefaultValue("20s") Duration offerWithin) {

    RoutingProperties {
        if (!offerWithin.isPositive()) {
            throw new IllegalArgumentException("recontact.routing.offer-within must be positive");
        }
    }
}
