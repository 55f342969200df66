/** The participant API over HTTP. */
@NullMarked
package io.recontact.chat.web;

import org.jspecify.annotations.NullMarked;
