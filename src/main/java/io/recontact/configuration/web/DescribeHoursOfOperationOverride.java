package io.recontact.configuration.web;

import io.recontact.api.Arns;
import io.recontact.configuration.HoursOverride;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeHoursOfOperationOverride.html">DescribeHoursOfOperationOverride</a>.
 */
interface DescribeHoursOfOperationOverride {

    record Response(HoursOfOperationOverride hoursOfOperationOverride) {}

    record HoursOfOperationOverride(
            String hoursOfOperationOverrideId,
            String hoursOfOperationId,
            String hoursOfOperationArn,
            String name,
            @Nullable String description,
            List<CreateHoursOfOperationOverride.HoursOfOperationOverrideConfig> config,
            String effectiveFrom,
            String effectiveTill,
            @Nullable RecurrenceConfig recurrenceConfig,
            HoursOverride.Type overrideType) {

        static HoursOfOperationOverride of(io.recontact.configuration.HoursOfOperationOverride override, Arns arns) {
            var hours = override.toOverride();
            return new HoursOfOperationOverride(
                    override.id().toString(),
                    override.hours().toString(),
                    arns.of(override.instance(), override.hours()),
                    override.name(),
                    override.description(),
                    hours.slices().stream()
                            .map(CreateHoursOfOperationOverride.HoursOfOperationOverrideConfig::of)
                            .toList(),
                    hours.from().toString(),
                    hours.till().toString(),
                    RecurrenceConfig.of(hours.recurrence()),
                    hours.type());
        }
    }
}
