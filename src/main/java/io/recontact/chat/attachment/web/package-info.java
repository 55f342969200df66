/** The attachment operations of the participant API over HTTP, and the upload and download URLs. */
@NullMarked
package io.recontact.chat.attachment.web;

import org.jspecify.annotations.NullMarked;
