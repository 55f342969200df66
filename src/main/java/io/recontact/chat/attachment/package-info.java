/**
 * Files that participants attach to a chat. The service itself serves uploads and downloads, by URLs that work once.
 */
@NamedInterface("attachment")
@NullMarked
package io.recontact.chat.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
