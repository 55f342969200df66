package io.recontact.webhook.event;

import io.recontact.startup.SettingBounds;
import io.recontact.webhook.DeliveryTiming;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the delivery of contact events.
 *
 * @param endpoints the endpoints that receive events; without any, no event is written
 * @param answerWithin maximum time to wait for the complete response; positive
 * @param atOnce the maximum number of contacts that a node delivers to an endpoint concurrently; positive
 * @param longestPause the longest pause between two attempts; positive
 * @param forgetAfter how long after the last node stopped listing an endpoint it is removed; at least ten minutes
 * @param pollEvery how often a node looks for due events; positive
 * @param confirmEvery how often a node records which endpoints it lists; positive
 */
@ConfigurationProperties("recontact.events")
record ContactEventProperties(
        @DefaultValue List<EventEndpoint> endpoints,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("32") int atOnce,
        @DefaultValue("1m") Duration longestPause,
        @DefaultValue("1d") Duration forgetAfter,
        @DefaultValue("1s") Duration pollEvery,
        @DefaultValue("1m") Duration confirmEvery) {

    /** Nodes record once a minute which endpoints they list. */
    private static final Duration MIN_FORGET_AFTER = Duration.ofMinutes(10);

    ContactEventProperties {
        endpoints = List.copyOf(endpoints);
        var names = new HashSet<String>();
        for (var endpoint : endpoints) {
            if (!names.add(endpoint.name())) {
                throw new IllegalArgumentException(
                        "recontact.events.endpoints has the name %s more than once".formatted(endpoint.name()));
            }
        }
        SettingBounds.requirePositive("recontact.events.answer-within", answerWithin);
        SettingBounds.requirePositive("recontact.events.at-once", atOnce);
        SettingBounds.requirePositive("recontact.events.longest-pause", longestPause);
        SettingBounds.requirePositive("recontact.events.poll-every", pollEvery);
        SettingBounds.requirePositive("recontact.events.confirm-every", confirmEvery);
        if (forgetAfter.compareTo(MIN_FORGET_AFTER) < 0) {
            throw new IllegalArgumentException(
                    "recontact.events.forget-after must be ten minutes or more, so that other nodes can record in time that"
                            + " they list an endpoint");
        }
    }

    DeliveryTiming timing() {
        return new DeliveryTiming(answerWithin, longestPause);
    }
}
