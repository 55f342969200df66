/**
 * The AWS restJson1 protocol: errors, timestamps, ids and ARNs, page tokens, routes and request ids. Knows nothing of
 * contacts or chats, and every module may use it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.recontact.wire;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
