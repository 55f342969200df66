/**
 * The chat widget: a script for pages of other sites, the page that it opens in a frame, and the start of chats by
 * those pages. The frame is a client of the participant API like any other. {@code recontact.widget.enabled=true}
 * serves it.
 */
@ApplicationModule(
        allowedDependencies = {"api", "api :: throttle", "chat", "chat :: token", "configuration", "contact"})
@NullMarked
package io.recontact.widget;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
