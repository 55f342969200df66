package io.recontact.chat.attachment;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one upload.
 *
 * @param largeObject the large object that holds them; null if a file does
 */
@Embeddable
record StoredContent(
        @Embedded
        @AttributeOverride(name = "value", column = @Column(name = "content_id", insertable = false, updatable = false))
        ContentId id,

        @Column(insertable = false, updatable = false) @Nullable Long largeObject) {}
