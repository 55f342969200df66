/** The attachment operations of the participant service, and the URLs that they answer. */
@NullMarked
package io.recontact.attachment.web;

import org.jspecify.annotations.NullMarked;
