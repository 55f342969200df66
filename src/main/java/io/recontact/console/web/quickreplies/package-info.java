/** The page of quick replies. */
@NullMarked
package io.recontact.console.web.quickreplies;

import org.jspecify.annotations.NullMarked;
