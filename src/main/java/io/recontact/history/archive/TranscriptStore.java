package io.recontact.history.archive;

import java.io.IOException;

/**
 * Stores transcript files. Storing one again replaces it, and no reader ever sees a part of a file. Deleting one again
 * has no effect.
 */
interface TranscriptStore {

    /**
     * Stores a file. No other thread or node uses the same key and attempt.
     *
     * @param key the names of the folders and of the file, separated by slashes
     * @param attempt the number of the attempt, from 1
     * @throws IOException if it is not stored, as far as is known
     */
    void put(String key, SpooledTranscript transcript, int attempt) throws IOException;

    /**
     * Deletes a file with all that attempts to store it have left.
     *
     * @throws IOException if it may still be there
     */
    void delete(String key) throws IOException;

    /** Returns the name of the store, which the rows of its files have. */
    String name();
}
