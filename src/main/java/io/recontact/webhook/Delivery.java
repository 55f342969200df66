package io.recontact.webhook;

import java.time.Duration;

/**
 * One kind of delivery.
 *
 * @param kind names it in metrics, such as {@code events}
 * @param answerWithin how long an endpoint may take for its answer
 */
public record Delivery<K, I, E extends WebhookEndpoint>(
        String kind, LeaseRepository<K, I> leases, PayloadWriter<K, I, E> payloads, Duration answerWithin) {}
