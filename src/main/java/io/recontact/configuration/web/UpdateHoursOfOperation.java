package io.recontact.configuration.web;

import io.recontact.configuration.HoursOfOperationUpdate;
import io.recontact.configuration.web.CreateHoursOfOperation.HoursOfOperationConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateHoursOfOperation.html">UpdateHoursOfOperation</a>.
 */
interface UpdateHoursOfOperation {

    record Request(
            @Size(min = 1, max = 127) @Nullable String name,
            @Size(max = 250) @Nullable String description,
            @Nullable String timeZone,
            @Size(max = 100) @Nullable List<@NotNull @Valid HoursOfOperationConfig> config) {

        HoursOfOperationUpdate toUpdate() {
            return new HoursOfOperationUpdate(
                    name,
                    description,
                    timeZone,
                    config == null
                            ? null
                            : config.stream()
                                    .map(HoursOfOperationConfig::toSlice)
                                    .toList());
        }
    }
}
