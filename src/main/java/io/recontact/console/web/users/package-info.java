/** The users of the instance. */
@NullMarked
package io.recontact.console.web.users;

import org.jspecify.annotations.NullMarked;
