package io.recontact.configuration.web;

import io.recontact.configuration.HoursOverride;
import io.recontact.configuration.web.CreateHoursOfOperation.HoursOfOperationTimeSlice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateHoursOfOperationOverride.html">CreateHoursOfOperationOverride</a>.
 */
interface CreateHoursOfOperationOverride {

    String NAME = "[\\P{C}\\r\\n\\t]{1,127}";
    String DESCRIPTION = "[\\P{C}\\r\\n\\t]{1,250}";

    record Request(
            @NotNull @Pattern(regexp = NAME) String name,
            @Pattern(regexp = DESCRIPTION) @Nullable String description,
            @NotNull @Size(max = 100) List<@NotNull @Valid HoursOfOperationOverrideConfig> config,
            @NotNull @Pattern(regexp = LocalDates.PATTERN) String effectiveFrom,
            @NotNull @Pattern(regexp = LocalDates.PATTERN) String effectiveTill,
            @Valid @Nullable RecurrenceConfig recurrenceConfig,
            HoursOverride.@Nullable Type overrideType) {

        HoursOverride toOverride() {
            return new HoursOverride(
                    name,
                    overrideType == null ? HoursOverride.Type.STANDARD : overrideType,
                    LocalDates.parse("EffectiveFrom", effectiveFrom),
                    LocalDates.parse("EffectiveTill", effectiveTill),
                    RecurrenceConfig.pattern(recurrenceConfig),
                    config.stream().map(HoursOfOperationOverrideConfig::toSlice).toList());
        }
    }

    record HoursOfOperationOverrideConfig(
            @Nullable DayOfWeek day,
            @Valid @Nullable HoursOfOperationTimeSlice startTime,
            @Valid @Nullable HoursOfOperationTimeSlice endTime) {

        static HoursOfOperationOverrideConfig of(HoursOverride.Slice slice) {
            return new HoursOfOperationOverrideConfig(
                    slice.day(),
                    slice.start() == null ? null : HoursOfOperationTimeSlice.of(slice.start()),
                    slice.end() == null ? null : HoursOfOperationTimeSlice.of(slice.end()));
        }

        HoursOverride.Slice toSlice() {
            return new HoursOverride.Slice(
                    day, startTime == null ? null : startTime.toTime(), endTime == null ? null : endTime.toTime());
        }
    }

    record Response(String hoursOfOperationOverrideId) {}
}
