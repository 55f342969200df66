/** Pages that are live: streams of server-sent events, which tell a page which of its parts to read again. */
@NullMarked
package io.recontact.console.web.live;

import org.jspecify.annotations.NullMarked;
