/** Tokens of the participant API: signed, not stored, verified by any node. */
@NamedInterface("token")
@NullMarked
package io.recontact.chat.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
