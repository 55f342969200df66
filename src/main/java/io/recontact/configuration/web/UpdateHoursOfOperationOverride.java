package io.recontact.configuration.web;

import io.recontact.configuration.HoursOfOperationOverrideUpdate;
import io.recontact.configuration.HoursOverride;
import io.recontact.configuration.web.CreateHoursOfOperationOverride.HoursOfOperationOverrideConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateHoursOfOperationOverride.html">UpdateHoursOfOperationOverride</a>.
 */
interface UpdateHoursOfOperationOverride {

    record Request(
            @Pattern(regexp = CreateHoursOfOperationOverride.NAME) @Nullable String name,

            @Pattern(regexp = CreateHoursOfOperationOverride.DESCRIPTION) @Nullable String description,

            @Size(max = 100) @Nullable List<@NotNull @Valid HoursOfOperationOverrideConfig> config,
            @Pattern(regexp = LocalDates.PATTERN) @Nullable String effectiveFrom,
            @Pattern(regexp = LocalDates.PATTERN) @Nullable String effectiveTill,
            @Valid @Nullable RecurrenceConfig recurrenceConfig,
            HoursOverride.@Nullable Type overrideType) {

        HoursOfOperationOverrideUpdate toUpdate() {
            return new HoursOfOperationOverrideUpdate(
                    name,
                    description,
                    overrideType,
                    LocalDates.find("EffectiveFrom", effectiveFrom),
                    LocalDates.find("EffectiveTill", effectiveTill),
                    RecurrenceConfig.pattern(recurrenceConfig),
                    config == null
                            ? null
                            : config.stream()
                                    .map(HoursOfOperationOverrideConfig::toSlice)
                                    .toList());
        }
    }
}
