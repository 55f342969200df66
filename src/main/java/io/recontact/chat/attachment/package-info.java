/**
 * Files that participants attach to a chat. Each file is uploaded and downloaded here, by URLs that work once and
 * expire soon.
 */
@NullMarked
package io.recontact.chat.attachment;

import org.jspecify.annotations.NullMarked;
