package io.recontact.webhook;

import io.recontact.api.InstanceId;
import java.util.UUID;

/**
 * A node's temporary right to deliver the items behind one row of an outbox. No other node delivers them meanwhile.
 *
 * @param key identifies the row among those of its endpoint
 * @param endpoint the name of the endpoint
 * @param failures the number of failed attempts since the endpoint last accepted an item
 * @param token differs from that of every other lease; a statement has no effect once the row holds another one
 */
public record Lease<K>(K key, String endpoint, InstanceId instance, int failures, UUID token) {}
