package io.recontact.webhook;

import java.time.Duration;

/**
 * One kind of delivery.
 *
 * @param kind names it in metrics, such as {@code events}
 * @param answerWithin maximum time to wait for the response
 */
public record Delivery<K, I, E extends WebhookEndpoint>(
        String kind, LeaseRepository<K, I> leases, PayloadWriter<K, I, E> payloads, Duration answerWithin) {}
