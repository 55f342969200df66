package io.recontact.chat.attachment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A content that no attachment refers to any more. */
@Entity
class DiscardedContent {

    @Id
    private UUID contentId;

    private @Nullable Long largeObject;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected DiscardedContent() {}

    /** The content to delete. */
    StoredContent content() {
        return new StoredContent(contentId, largeObject);
    }
}
