package io.recontact.webhook.streaming;

import io.recontact.api.InvalidParameterException;
import io.recontact.startup.SettingBounds;
import io.recontact.webhook.DeliveryTiming;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of chat streaming.
 *
 * @param endpoints the complete list; chats can be streamed to no other endpoint
 * @param answerWithin maximum time to wait for the complete response; positive
 * @param atOnce the maximum number of streams that a node delivers to an endpoint concurrently; positive
 * @param longestPause the longest pause between two attempts; positive
 * @param lookAgain how often a node checks a stream without known new items, in case the node that appended one was
 *     killed before it could wake the stream; positive
 * @param pollEvery how often a node looks for due streams; positive
 */
@ConfigurationProperties("recontact.streaming")
record StreamingProperties(
        @DefaultValue List<StreamingEndpoint> endpoints,
        @DefaultValue("10s") Duration answerWithin,
        @DefaultValue("32") int atOnce,
        @DefaultValue("1m") Duration longestPause,
        @DefaultValue("1m") Duration lookAgain,
        @DefaultValue("1s") Duration pollEvery) {

    StreamingProperties {
        endpoints = List.copyOf(endpoints);
        var arns = new HashSet<String>();
        for (var endpoint : endpoints) {
            if (!arns.add(endpoint.arn())) {
                throw new IllegalArgumentException(
                        "recontact.streaming.endpoints has the arn %s more than once".formatted(endpoint.arn()));
            }
        }
        SettingBounds.requirePositive("recontact.streaming.answer-within", answerWithin);
        SettingBounds.requirePositive("recontact.streaming.at-once", atOnce);
        SettingBounds.requirePositive("recontact.streaming.longest-pause", longestPause);
        SettingBounds.requirePositive("recontact.streaming.look-again", lookAgain);
        SettingBounds.requirePositive("recontact.streaming.poll-every", pollEvery);
    }

    /**
     * Checks the endpoint that a request names.
     *
     * @throws InvalidParameterException if the settings have no such endpoint
     */
    void requireEndpoint(String arn) {
        if (endpoints.stream().noneMatch(endpoint -> endpoint.arn().equals(arn))) {
            throw new InvalidParameterException(
                    "ChatStreamingConfiguration.StreamingEndpointArn is not an endpoint that this service may stream to");
        }
    }

    DeliveryTiming timing() {
        return new DeliveryTiming(answerWithin, longestPause);
    }
}
