/** Supervision: the wall board of queues and agents, the metrics of the day, and live chats that are watched. */
@NullMarked
package io.recontact.console.web.supervise;

import org.jspecify.annotations.NullMarked;
