package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeHoursOfOperation.html">DescribeHoursOfOperation</a>.
 */
interface DescribeHoursOfOperation {

    record Response(HoursOfOperation hoursOfOperation) {

        static Response of(io.recontact.configuration.HoursOfOperation hours, Arns arns) {
            return new Response(new HoursOfOperation(
                    hours.id().toString(),
                    hours.arn(arns),
                    hours.name(),
                    hours.description(),
                    hours.hours().timeZone(),
                    hours.hours().slices().stream()
                            .map(CreateHoursOfOperation.HoursOfOperationConfig::of)
                            .toList(),
                    hours.tags(),
                    hours.lastModifiedAt(),
                    arns.region()));
        }
    }

    record HoursOfOperation(
            String hoursOfOperationId,
            String hoursOfOperationArn,
            String name,
            @Nullable String description,
            String timeZone,
            List<CreateHoursOfOperation.HoursOfOperationConfig> config,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}
