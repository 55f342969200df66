package io.recontact.chat.attachment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one upload.
 *
 * @param largeObject which large object they are in; without one they are in a file
 */
record StoredContent(UUID id, @Nullable Long largeObject) {}
