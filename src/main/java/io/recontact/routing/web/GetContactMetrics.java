package io.recontact.routing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_GetContactMetrics.html">GetContactMetrics</a>.
 */
interface GetContactMetrics {

    record Request(
            @NotNull @Size(min = 1, max = 250) String instanceId,
            @NotNull @Size(min = 1, max = 250) String contactId,
            @NotNull @Size(min = 1) List<@NotNull @Valid ContactMetricInfo> metrics) {}

    record ContactMetricInfo(@NotNull ContactMetricName name) {}

    enum ContactMetricName {
        ESTIMATED_WAIT_TIME,
        POSITION_IN_QUEUE
    }

    record Response(List<ContactMetricResult> metricResults, String id, String arn) {}

    record ContactMetricResult(ContactMetricName name, ContactMetricValue value) {}

    record ContactMetricValue(@Nullable Double number) {}
}
