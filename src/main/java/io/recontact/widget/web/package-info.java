/** The script, the pages, and the start of chats by pages. */
@NullMarked
package io.recontact.widget.web;

import org.jspecify.annotations.NullMarked;
