package io.recontact.webhook.event;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import java.util.UUID;

/**
 * What an endpoint has not taken of a contact, while this node is at it.
 *
 * @param failures attempts in a row that it has not taken
 * @param lease what tells this time from any other that a node is at it
 */
record LeasedEvents(ContactId contact, InstanceId instance, String endpoint, int failures, UUID lease) {}
