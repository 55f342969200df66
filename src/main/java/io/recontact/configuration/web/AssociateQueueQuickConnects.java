package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.configuration.QuickConnectId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateQueueQuickConnects.html">AssociateQueueQuickConnects</a>.
 */
interface AssociateQueueQuickConnects {

    record Request(@NotNull @Size(min = 1, max = 50) List<@NotNull String> quickConnectIds) {}

    static Set<QuickConnectId> toQuickConnects(InstanceId instance, List<String> ids) {
        return ids.stream()
                .map(id -> QuickConnectId.parse(instance, "QuickConnectIds", id))
                .collect(Collectors.toSet());
    }
}
