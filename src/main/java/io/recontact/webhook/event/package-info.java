/**
 * Contact events: delivers what happens to contacts to endpoints outside, in order per contact and at least once. The
 * database writes each event with the change it reports (docs/decisions/0015).
 */
@NullMarked
package io.recontact.webhook.event;

import org.jspecify.annotations.NullMarked;
