package io.recontact.chat.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a transcript.
 *
 * @param next where it goes on; absent at the end
 */
public record TranscriptPage(List<Item> items, @Nullable TranscriptCursor next) {}
