package io.recontact.history.archive;

import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Stores transcript files. Storing one again replaces it, and no reader ever sees a part of a file. */
interface TranscriptStore {

    /**
     * Stores a file. No other thread or node uses the same key and attempt.
     *
     * @param key the names of the folders and of the file, separated by slashes
     * @param attempt the number of the attempt, from 1
     * @throws IOException if it is not stored, as far as is known
     */
    void put(String key, SpooledTranscript transcript, int attempt) throws IOException;

    /** Returns the store of the settings; null without any. */
    static @Nullable TranscriptStore of(TranscriptArchiveProperties settings, Clock clock) {
        if (settings.path() != null) {
            return new FolderTranscriptStore(settings.path());
        }
        return settings.s3().isSet() ? new S3TranscriptStore(settings, clock) : null;
    }
}
