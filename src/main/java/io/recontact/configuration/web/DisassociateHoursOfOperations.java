package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.HoursOfOperationId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateHoursOfOperations.html">DisassociateHoursOfOperations</a>.
 */
interface DisassociateHoursOfOperations {

    record Request(@NotNull @Size(min = 1, max = 3) List<@NotNull String> parentHoursOfOperationIds) {

        Set<HoursOfOperationId> ids(InstanceId instance) {
            return parentHoursOfOperationIds.stream()
                    .map(id -> HoursOfOperationId.parse(instance, "ParentHoursOfOperationIds", id))
                    .collect(Collectors.toSet());
        }
    }
}
