package io.recontact.webhook.event;

import io.recontact.webhook.BackOff;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is told of contact events, and how.
 *
 * @param endpoints empty, no event is ever written
 * @param answerWithin how long an endpoint may take for its whole answer
 * @param atOnce of how many contacts one node tells one endpoint at a time
 * @param longestPause what the pause between two attempts grows to
 * @param forgetAfter when an endpoint is given up that no node lists any more
 */
@Validated
@ConfigurationProperties("recontact.events")
record ContactEventProperties(
        @DefaultValue List<EventEndpoint> endpoints,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("32") @Positive int atOnce,
        @DefaultValue("1m") Duration longestPause,
        @DefaultValue("1d") Duration forgetAfter) {

    /** Nodes say once a minute what they list. */
    private static final Duration SOONEST_TO_FORGET = Duration.ofMinutes(10);

    ContactEventProperties {
        endpoints = List.copyOf(endpoints);
        var names = new HashSet<String>();
        for (var endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                throw new IllegalArgumentException(
                        "recontact.events.endpoints has the name %s more than once".formatted(endpoint.name()));
            }
        }
        if (!answerWithin.isPositive() || !longestPause.isPositive()) {
            throw new IllegalArgumentException(
                    "recontact.events.answer-within and recontact.events.longest-pause must be positive");
        }
        if (forgetAfter.compareTo(SOONEST_TO_FORGET) < 0) {
            throw new IllegalArgumentException(
                    "recontact.events.forget-after must be ten minutes or more, so that other nodes can say meanwhile that"
                            + " they list an endpoint");
        }
    }

    BackOff backOff() {
        return new BackOff(longestPause);
    }
}
