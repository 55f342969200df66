package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import io.recontact.configuration.HoursOfOperationId;
import io.recontact.configuration.web.ListChildHoursOfOperations.HoursOfOperationsIdentifier;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeHoursOfOperation.html">DescribeHoursOfOperation</a>.
 */
interface DescribeHoursOfOperation {

    record Response(HoursOfOperation hoursOfOperation) {}

    record HoursOfOperation(
            String hoursOfOperationId,
            String hoursOfOperationArn,
            String name,
            @Nullable String description,
            String timeZone,
            List<CreateHoursOfOperation.HoursOfOperationConfig> config,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<HoursOfOperationsIdentifier> parentHoursOfOperations,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        /**
         * Describes hours.
         *
         * @param parents their parents, and perhaps others
         */
        static HoursOfOperation of(
                io.recontact.configuration.HoursOfOperation hours,
                Map<HoursOfOperationId, io.recontact.configuration.HoursOfOperation> parents,
                Arns arns) {
            return new HoursOfOperation(
                    hours.id().toString(),
                    hours.arn(arns),
                    hours.name(),
                    hours.description(),
                    hours.hours().timeZone(),
                    hours.hours().slices().stream()
                            .map(CreateHoursOfOperation.HoursOfOperationConfig::of)
                            .toList(),
                    hours.parents().stream()
                            .map(parents::get)
                            .filter(Objects::nonNull)
                            .map(parent -> HoursOfOperationsIdentifier.of(parent, arns))
                            .sorted(Comparator.comparing(HoursOfOperationsIdentifier::name))
                            .toList(),
                    hours.tags(),
                    hours.lastModifiedAt(),
                    arns.region());
        }
    }
}
