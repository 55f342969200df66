/**
 * The AWS restJson1 protocol: errors, timestamps, ids and ARNs, page tokens, routes and request ids. Every module may
 * use it; it knows nothing of contacts or chats.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.recontact.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
