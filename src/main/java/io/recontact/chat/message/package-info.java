/** Messages, events and receipts that participants send. */
@NamedInterface("message")
@NullMarked
package io.recontact.chat.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
