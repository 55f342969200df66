/** Participants of a chat: how they are created, authenticated, connected and disconnected, and their idle timers. */
@NamedInterface("participant")
@NullMarked
package io.recontact.chat.participant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
