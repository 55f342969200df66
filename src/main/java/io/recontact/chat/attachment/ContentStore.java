package io.recontact.chat.attachment;

import java.util.UUID;

/**
 * Where contents are kept. They are written and read in pieces, each on its own, so that neither memory nor a
 * transaction is held for as long as a client takes.
 */
interface ContentStore {

    /** Makes room for an empty content, which the caller's transaction makes known. */
    StoredContent create(UUID id);

    /** Writes a piece at its place; false if the content has been discarded meanwhile. */
    boolean write(StoredContent content, long offset, byte[] piece);

    /** Makes sure that a crash does not take what has been written. */
    void sync(StoredContent content);

    /** Reads a piece; shorter at the end, and empty after it. */
    byte[] read(StoredContent content, long offset, int length);

    /** Deletes a content, if it is there. */
    void delete(StoredContent content);
}
