/** Message processing: functions approve, replace or reject the messages of a chat before participants receive them. */
@NullMarked
package io.recontact.webhook.processing;

import org.jspecify.annotations.NullMarked;
