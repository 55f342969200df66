package io.recontact.console.web.supervise;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.QueueId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.web.contacts.Names;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The metrics of a day, as charts and as tables. The filters are in the address bar. */
@Controller
@ConsoleEnabled
class MetricsController {

    /** As in GetMetricDataV2: "Historical metrics are available for 3 months." */
    private static final int MONTHS_AVAILABLE = 3;

    private final DayMetrics metrics;
    private final Names names;
    private final Clock clock;

    MetricsController(DayMetrics metrics, Names names, Clock clock) {
        this.metrics = metrics;
        this.names = names;
        this.clock = clock;
    }

    /** The filters as they were entered. */
    record Filter(String day, String queue, int target) {}

    @GetMapping("/console/metrics")
    ModelAndView metrics(
            ConsoleUser user,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String queue,
            @RequestParam(defaultValue = BoardController.DEFAULT_TARGET) int target) {
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var page = new ModelAndView("console/metrics");
        page.addObject("filter", new Filter(day.isEmpty() ? today.toString() : day, queue, target));
        page.addObject("queues", names.queues(user.instance()));
        page.addObject("targets", BoardController.TARGETS);
        page.addObject("today", today);
        try {
            BoardController.requireTarget(target);
            var wanted = day.isEmpty() ? today : day(day, today);
            page.addObject(
                    "found",
                    metrics.read(
                            user.instance(),
                            wanted,
                            now,
                            queue.isEmpty() ? null : QueueId.parse(user.instance(), "Queue", queue),
                            target));
        } catch (InvalidParameterException refusal) {
            page.setStatus(HttpStatus.BAD_REQUEST);
            page.addObject("refusal", refusal.getMessage());
        }
        return page;
    }

    private static LocalDate day(String text, LocalDate today) {
        try {
            var day = LocalDate.parse(text);
            if (day.isAfter(today) || day.isBefore(today.minusMonths(MONTHS_AVAILABLE))) {
                throw new InvalidParameterException(
                        "The day must be one of the last %d months".formatted(MONTHS_AVAILABLE));
            }
            return day;
        } catch (DateTimeException _) {
            // The cause would repeat the text.
            throw new InvalidParameterException("The day is not a date");
        }
    }
}
