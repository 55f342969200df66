/** The agent desktop: status, offers, contacts and conversations of the agent who has signed in. */
@NullMarked
package io.recontact.console.web.desktop;

import org.jspecify.annotations.NullMarked;
