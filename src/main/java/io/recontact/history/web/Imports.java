package io.recontact.history.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.recontact.history.ImportReport;
import io.recontact.history.ImportRun;
import io.recontact.history.ImportRunService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the operations on imports, which docs/admin-v1.yaml describes. */
interface Imports {

    /** The numbers of values by their outcome. */
    record Counts(
            long read,
            long contacts,
            long transcripts,
            long items,
            long attachments,
            long skipped,
            long expired,
            long refused,
            long conflicts) {

        private static Counts of(ImportReport report) {
            return new Counts(
                    report.lines(),
                    report.contacts(),
                    report.transcripts(),
                    report.items(),
                    report.attachments(),
                    report.skipped(),
                    report.expired(),
                    report.refused(),
                    report.conflicts());
        }
    }

    record Report(UUID importId, @JsonUnwrapped Counts counts, List<Refusal> refusals) {

        static Report of(ImportRunService.Completed completed) {
            var report = completed.report();
            return new Report(
                    completed.id(),
                    Counts.of(report),
                    report.refusals().stream().map(Refusal::of).toList());
        }
    }

    record Refusal(long line, String reason) {

        private static Refusal of(ImportReport.Refusal refusal) {
            return new Refusal(refusal.line(), refusal.reason());
        }
    }

    record Summary(
            UUID importId,
            ImportRun.Source source,
            String requestedBy,
            Instant startedTimestamp,
            @Nullable Instant endedTimestamp,
            ImportRun.State state,
            @JsonUnwrapped Counts counts) {

        static Summary of(ImportRun run, Instant now) {
            return new Summary(
                    run.id(),
                    run.source(),
                    run.requestedBy(),
                    run.startedAt(),
                    run.endedAt(),
                    run.stateAt(now),
                    Counts.of(run.report()));
        }
    }

    record Page(List<Summary> imports, @Nullable String nextToken) {}
}
