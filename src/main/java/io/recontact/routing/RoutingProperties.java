package io.recontact.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of routing.
 *
 * @param offerWithin how long an agent has to accept an offer before it counts as missed; positive. The default is the
 *     20 seconds that Amazon Connect allows for chats.
 */
@ConfigurationProperties("recontact.routing")
record RoutingProperties(@DefaultValue("20s") Duration offerWithin) {

    RoutingProperties {
        if (!offerWithin.isPositive()) {
            throw new IllegalArgumentException("recontact.routing.offer-within must be positive");
        }
    }
}
