package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.HoursOfOperationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateHoursOfOperations.html">AssociateHoursOfOperations</a>.
 */
interface AssociateHoursOfOperations {

    record Request(
            @NotNull @Size(max = 3) List<@NotNull @Valid ParentHoursOfOperationConfig> parentHoursOfOperationConfigs) {}

    record ParentHoursOfOperationConfig(@NotNull String hoursOfOperationId) {

        static Set<HoursOfOperationId> ids(InstanceId instance, @Nullable List<ParentHoursOfOperationConfig> configs) {
            return (configs == null ? List.<ParentHoursOfOperationConfig>of() : configs)
                    .stream()
                            .map(parent -> HoursOfOperationId.parse(
                                    instance, "HoursOfOperationId", parent.hoursOfOperationId()))
                            .collect(Collectors.toSet());
        }
    }
}
