package io.recontact.event;

import io.recontact.wire.ContactId;
import io.recontact.wire.InstanceId;
import java.util.UUID;

/**
 * What an endpoint has not taken of a contact, while this node is at it.
 *
 * @param failures attempts in a row that it has not taken
 * @param lease what tells this time from any other that a node is at it
 */
record Backlog(ContactId contact, InstanceId instance, String endpoint, int failures, UUID lease) {}
