/** The participant service over HTTP. */
@NullMarked
package io.recontact.chat.web;

import org.jspecify.annotations.NullMarked;
