package io.recontact.chat.attachment;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import org.jspecify.annotations.Nullable;

/** A content that no attachment refers to any more. */
@Entity
class DiscardedContent {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "content_id"))
    private ContentId id;

    private @Nullable Long largeObject;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected DiscardedContent() {}

    /** The content to delete. */
    StoredContent content() {
        return new StoredContent(id, largeObject);
    }
}
