package io.recontact.history.web;

import io.recontact.api.AccessDeniedException;
import io.recontact.retention.RetentionForecast;
import io.recontact.retention.RetentionForecastService;
import io.recontact.retention.RetentionRun;
import io.recontact.retention.RetentionRunService;
import io.recontact.security.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Retention of all instances in the admin API, for keys that may use all instances. */
@RestController
@RequestMapping("/admin/v1/retention")
class RetentionController {

    private static final int MAX_RUNS = 100;

    record Forecast(Instant oldestKept, List<Month> months, long heldSessions) {}

    record Month(UUID instanceId, String month, long contacts, long sessions, long items, long attachments) {

        private static Month of(RetentionForecast.Month month) {
            var figures = month.figures();
            return new Month(
                    month.instance().value(),
                    month.month().toString(),
                    figures.contacts(),
                    figures.sessions(),
                    figures.items(),
                    figures.attachments());
        }
    }

    record Runs(List<Run> runs) {}

    record Run(
            UUID runId,
            Instant startedTimestamp,
            @Nullable Instant endedTimestamp,
            Instant oldestKept,
            Map<String, Long> deletedRows,
            @Nullable Long heldSessions,
            long failedSessions,
            RetentionRun.@Nullable Outcome outcome) {

        private static Run of(RetentionRun run) {
            return new Run(
                    run.id(),
                    run.startedAt(),
                    run.endedAt(),
                    run.oldestKept(),
                    run.deleted(),
                    run.heldSessions(),
                    run.failedSessions(),
                    run.outcome());
        }
    }

    private final RetentionForecastService forecasts;
    private final RetentionRunService runs;

    RetentionController(RetentionForecastService forecasts, RetentionRunService runs) {
        this.forecasts = forecasts;
        this.runs = runs;
    }

    @GetMapping("/forecast")
    Forecast getRetentionForecast(Caller caller) {
        requireAllInstances(caller);
        var forecast = forecasts.forecast();
        return new Forecast(
                forecast.oldestKept(), forecast.months().stream().map(Month::of).toList(), forecast.heldSessions());
    }

    @GetMapping("/runs")
    Runs listRetentionRuns(
            @RequestParam(required = false) @Min(1) @Max(MAX_RUNS) @Nullable Integer maxResults, Caller caller) {
        requireAllInstances(caller);
        return new Runs(runs.newest(maxResults == null ? MAX_RUNS : maxResults).stream()
                .map(Run::of)
                .toList());
    }

    private static void requireAllInstances(Caller caller) {
        if (!caller.mayAccessAll()) {
            throw new AccessDeniedException("The access key %s is limited to instances, and retention is of all"
                    .formatted(caller.accessKeyId()));
        }
    }
}
