package io.recontact.history;

/** Follows an import. The threads of the import call it, so it is thread-safe and quick. */
@FunctionalInterface
public interface ImportProgress {

    /** Receives the report so far, after each batch. */
    void accept(ImportReport report);

    /** Receives the number of bytes that were read since the last call. */
    default void read(long bytes) {}
}
