package io.recontact.routing.web;

import io.recontact.routing.MonitorCapability;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_MonitorContact.html">MonitorContact</a>.
 */
interface MonitorContact {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull @Size(min = 1, max = 256) String userId,
            @Size(max = 2) @Nullable List<@NotNull MonitorCapability> allowedMonitorCapabilities,
            @Size(max = 500) @Nullable String clientToken) {}

    record Response(String contactId, String contactArn) {}
}
