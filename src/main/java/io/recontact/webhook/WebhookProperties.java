package io.recontact.webhook;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the endpoints that chats may be streamed to.
 *
 * @param endpoints the complete list; chats can be streamed to no other endpoint
 * @param answerWithin how long an endpoint may take for its whole answer; positive
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
