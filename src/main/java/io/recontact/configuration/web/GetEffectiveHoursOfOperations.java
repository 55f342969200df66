package io.recontact.configuration.web;

import io.recontact.configuration.EffectiveHours;
import io.recontact.configuration.EffectiveHours.OverrideSpan;
import io.recontact.configuration.EffectiveHours.Span;
import io.recontact.configuration.web.CreateHoursOfOperation.HoursOfOperationTimeSlice;
import java.time.LocalDate;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_GetEffectiveHoursOfOperations.html">GetEffectiveHoursOfOperations</a>.
 */
interface GetEffectiveHoursOfOperations {

    record Response(
            List<EffectiveHoursOfOperations> effectiveHoursOfOperationList,
            List<EffectiveOverrideHours> effectiveOverrideHoursList,
            String timeZone) {

        /** Describes the dates, both included. */
        static Response of(EffectiveHours hours, LocalDate from, LocalDate to) {
            var dates = from.datesUntil(to.plusDays(1)).toList();
            return new Response(
                    dates.stream()
                            .map(date -> new EffectiveHoursOfOperations(
                                    date.toString(),
                                    hours.on(date).stream()
                                            .map(OperationalHour::of)
                                            .toList()))
                            .toList(),
                    dates.stream()
                            .map(date -> new EffectiveOverrideHours(
                                    date.toString(),
                                    hours.overridesOn(date).stream()
                                            .map(OverrideHour::of)
                                            .toList()))
                            .filter(date -> !date.overrideHours().isEmpty())
                            .toList(),
                    hours.weekly().timeZone());
        }
    }

    record EffectiveHoursOfOperations(String date, List<OperationalHour> operationalHours) {}

    record OperationalHour(HoursOfOperationTimeSlice start, HoursOfOperationTimeSlice end) {

        static OperationalHour of(Span span) {
            return new OperationalHour(
                    HoursOfOperationTimeSlice.of(span.start()), HoursOfOperationTimeSlice.of(span.end()));
        }
    }

    record EffectiveOverrideHours(String date, List<OverrideHour> overrideHours) {}

    record OverrideHour(
            HoursOfOperationTimeSlice start,
            HoursOfOperationTimeSlice end,
            String overrideName,
            OperationalStatus operationalStatus) {

        static OverrideHour of(OverrideSpan hours) {
            return new OverrideHour(
                    HoursOfOperationTimeSlice.of(hours.span().start()),
                    HoursOfOperationTimeSlice.of(hours.span().end()),
                    hours.override(),
                    hours.open() ? OperationalStatus.OPEN : OperationalStatus.CLOSED);
        }
    }

    enum OperationalStatus {
        OPEN,
        CLOSED
    }
}
