/**
 * Contact events: delivers the events of contacts to HTTP endpoints, in order per contact and at least once. A database
 * trigger writes an event in the transaction of the change (docs/decisions/0015).
 */
@NullMarked
package io.recontact.webhook.event;

import org.jspecify.annotations.NullMarked;
