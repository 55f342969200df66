package io.recontact.chat.attachment;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one upload.
 *
 * @param largeObject the large object that holds them; null if a file does
 */
@Embeddable
record StoredContent(
        @Column(name = "content_id", insertable = false, updatable = false)
        UUID id,

        @Column(insertable = false, updatable = false) @Nullable Long largeObject) {}
