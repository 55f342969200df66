/** Chat streaming: delivers the items of a chat to an endpoint outside, in order and at least once. */
@NullMarked
package io.recontact.webhook.streaming;

import org.jspecify.annotations.NullMarked;
