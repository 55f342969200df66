/** Chat streaming: delivers the items of a chat to HTTP endpoints, in order and at least once. */
@NullMarked
package io.recontact.webhook.streaming;

import org.jspecify.annotations.NullMarked;
