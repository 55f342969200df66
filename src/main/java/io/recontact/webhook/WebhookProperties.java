package io.recontact.webhook;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be called, and how long that may take.
 *
 * @param endpoints the allow-list; empty, nothing is ever called
 * @param answerWithin how long an endpoint may take for its whole answer
 */
@ConfigurationProperties("recontact.streaming")
record WebhookProperties(
        @DefaultValue List<StreamingEndpoint> endpoints,
        @DefaultValue("10s") Duration answerWithin) {

    WebhookProperties {
        endpoints = List.copyOf(endpoints);
        var arns = new HashSet<String>();
        for (var endpoint : endpoints) {
            if (!arns.add(endpoint.arn())) {
                throw new IllegalArgumentException(
                        "recontact.streaming.endpoints has the arn %s more than once".formatted(endpoint.arn()));
            }
        }
        if (!answerWithin.isPositive()) {
            throw new IllegalArgumentException("recontact.streaming.answer-within must be positive");
        }
    }
}
