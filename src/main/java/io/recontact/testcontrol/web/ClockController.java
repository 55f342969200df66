package io.recontact.testcontrol.web;

import io.recontact.api.InvalidParameterException;
import io.recontact.api.Iso8601Time;
import io.recontact.api.TestControlsEnabled;
import io.recontact.testcontrol.ClockControl;
import jakarta.validation.Valid;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The clock in the test controls. */
@RestController
@TestControlsEnabled
@RequestMapping(TestControlFilter.PATH + "/clock")
class ClockController {

    private final ClockControl clock;

    ClockController(ClockControl clock) {
        this.clock = clock;
    }

    @GetMapping
    ClockMembers.State getClock() {
        return ClockMembers.State.of(clock, null);
    }

    @PostMapping("/advance")
    ClockMembers.State advanceClock(@Valid @RequestBody ClockMembers.AdvanceRequest request) {
        return ClockMembers.State.of(clock, advance(request.by()));
    }

    @PutMapping
    ClockMembers.State setClock(@Valid @RequestBody ClockMembers.SetRequest request) {
        return ClockMembers.State.of(clock, clock.advanceTo(Iso8601Time.parse("Now", request.now())));
    }

    @DeleteMapping
    ClockMembers.State resetClock() {
        clock.reset();
        return ClockMembers.State.of(clock, null);
    }

    /** Accepts a period, a duration or both, as in {@code P24M}, {@code PT5M} and {@code P1DT2H}. */
    private boolean advance(String by) {
        int time = by.indexOf('T');
        try {
            var period = time == 1 ? Period.ZERO : Period.parse(time < 0 ? by : by.substring(0, time));
            var duration = time < 0 ? Duration.ZERO : Duration.parse("P" + by.substring(time));
            return clock.advance(period, duration);
        } catch (DateTimeException | ArithmeticException _) {
            // The text comes from the caller, so the message does not repeat it.
            throw new InvalidParameterException("By is not an ISO 8601 duration such as P24M or PT5M");
        }
    }
}
