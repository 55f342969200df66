/** The transcript of each session: append-only items in one order, and pages across all past sessions. */
@NamedInterface("transcript")
@NullMarked
package io.recontact.chat.transcript;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
