package io.recontact.history;

import java.util.List;

/**
 * Counts what an import has read, stored and refused.
 *
 * @param lines the values that were read: contacts, transcripts, and what is neither
 * @param contacts the contacts that were stored
 * @param transcripts the transcripts that were stored
 * @param items the items of these transcripts
 * @param skipped values that an earlier import has stored
 * @param expired contacts from before the cutoff or past the retention period, and their transcripts
 * @param conflicts values whose contact or transcript exists with another content; also counted in {@code refused}
 * @param refused values that were not imported
 * @param refusals the first hundred of them
 */
public record ImportReport(
        long lines,
        long contacts,
        long transcripts,
        long items,
        long skipped,
        long expired,
        long conflicts,
        long refused,
        List<Refusal> refusals) {

    /** How many refusals a report names. */
    static final int MAX_REFUSALS = 100;

    /** Copies the list. */
    public ImportReport {
        refusals = List.copyOf(refusals);
    }

    /**
     * A value that was not imported.
     *
     * @param source the file; {@code -} for a stream
     * @param line the number of its line, from 1
     * @param reason why, without any content of the line but ids
     */
    public record Refusal(String source, long line, String reason) {}
}
