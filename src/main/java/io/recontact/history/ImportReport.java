package io.recontact.history;

import java.util.List;
import java.util.stream.Stream;

/**
 * Counts what an import has read, stored and refused.
 *
 * @param lines the values that were read: contacts, transcripts, and what is neither
 * @param contacts the contacts that were stored
 * @param transcripts the transcripts that were stored
 * @param items the items of these transcripts
 * @param attachments the attachments whose content was stored
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
        long attachments,
        long skipped,
        long expired,
        long conflicts,
        long refused,
        List<Refusal> refusals) {

    /** The report of an import that has read nothing. */
    static final ImportReport NOTHING = new ImportReport(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    /** The number of refusals that a report names. */
    static final int MAX_REFUSALS = 100;

    /** Copies the list. */
    public ImportReport {
        refusals = List.copyOf(refusals);
    }

    /** Returns this report and what became of attachments. */
    ImportReport plus(long stored, long skippedToo, List<Refusal> refusedToo) {
        var all = Stream.concat(refusals.stream(), refusedToo.stream())
                .limit(MAX_REFUSALS)
                .toList();
        return new ImportReport(
                lines + stored + skippedToo + refusedToo.size(),
                contacts,
                transcripts,
                items,
                attachments + stored,
                skipped + skippedToo,
                expired,
                conflicts,
                refused + refusedToo.size(),
                all);
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
