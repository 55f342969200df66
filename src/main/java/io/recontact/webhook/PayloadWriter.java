package io.recontact.webhook;

import java.time.Instant;

/**
 * Writes the requests of one kind of delivery. A request does not depend on the attempt, so a receiver recognises a
 * repeated item by its id.
 */
public interface PayloadWriter<K, I, E extends WebhookEndpoint> {

    /** The request that delivers an item. */
    WebhookRequest write(Lease<K> lease, E endpoint, I item);

    /** When the item came into being. */
    Instant time(I item);
}
