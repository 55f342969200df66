/** Messages, events and receipts that participants send. */
@NullMarked
package io.recontact.chat.message;

import org.jspecify.annotations.NullMarked;
