package io.recontact.chat.attachment;

/**
 * A store of contents. It writes and reads them in separate pieces, so that a slow client holds neither memory nor a
 * transaction.
 */
interface ContentStore {

    /** Creates an empty content. The caller stores the reference in the same transaction. */
    StoredContent create(ContentId id);

    /** Writes a piece at an offset in bytes; false if the content was discarded meanwhile. */
    boolean write(StoredContent content, long offset, byte[] piece);

    /** Makes the written pieces survive a crash. */
    void sync(StoredContent content);

    /** Reads a piece; shorter at the end, and empty after it. */
    byte[] read(StoredContent content, long offset, int length);

    /** Deletes a content if it exists. */
    void delete(StoredContent content);
}
