package io.recontact.chat.transcript;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a transcript.
 *
 * @param next where the next page begins; null after the last page
 */
public record TranscriptPage(List<Item> items, @Nullable TranscriptCursor next) {}
