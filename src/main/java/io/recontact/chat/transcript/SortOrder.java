package io.recontact.chat.transcript;

/** The order of the items within a page. */
public enum SortOrder {
    /** Oldest first. */
    ASCENDING,
    /** Newest first. */
    DESCENDING
}
