package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.NewHoursOfOperation;
import io.recontact.configuration.OpeningHours;
import io.recontact.configuration.web.AssociateHoursOfOperations.ParentHoursOfOperationConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateHoursOfOperation.html">CreateHoursOfOperation</a>.
 */
interface CreateHoursOfOperation {

    record Request(
            @NotNull @Size(min = 1, max = 127) String name,
            @Size(min = 1, max = 250) @Nullable String description,
            @NotNull String timeZone,
            @NotNull @Size(max = 100) List<@NotNull @Valid HoursOfOperationConfig> config,

            @Size(max = 3) @Nullable List<@NotNull @Valid ParentHoursOfOperationConfig> parentHoursOfOperationConfigs,

            @Tags @Nullable Map<String, String> tags) {

        NewHoursOfOperation toNewHours(InstanceId instance) {
            var slices = config.stream().map(HoursOfOperationConfig::toSlice).toList();
            return new NewHoursOfOperation(
                    name,
                    description,
                    new OpeningHours(timeZone, slices),
                    ParentHoursOfOperationConfig.ids(instance, parentHoursOfOperationConfigs),
                    tags);
        }
    }

    record HoursOfOperationConfig(
            @NotNull DayOfWeek day,
            @NotNull @Valid HoursOfOperationTimeSlice startTime,
            @NotNull @Valid HoursOfOperationTimeSlice endTime) {

        static HoursOfOperationConfig of(OpeningHours.Slice slice) {
            return new HoursOfOperationConfig(
                    slice.day(),
                    HoursOfOperationTimeSlice.of(slice.start()),
                    HoursOfOperationTimeSlice.of(slice.end()));
        }

        OpeningHours.Slice toSlice() {
            return new OpeningHours.Slice(day, startTime.toTime(), endTime.toTime());
        }
    }

    record HoursOfOperationTimeSlice(
            @NotNull @Min(0) @Max(23) Integer hours,
            @NotNull @Min(0) @Max(59) Integer minutes) {

        static HoursOfOperationTimeSlice of(LocalTime time) {
            return new HoursOfOperationTimeSlice(time.getHour(), time.getMinute());
        }

        LocalTime toTime() {
            return LocalTime.of(hours, minutes);
        }
    }

    record Response(String hoursOfOperationId, String hoursOfOperationArn) {}
}
