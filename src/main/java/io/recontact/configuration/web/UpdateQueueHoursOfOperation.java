package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueHoursOfOperation.html">UpdateQueueHoursOfOperation</a>.
 */
interface UpdateQueueHoursOfOperation {

    record Request(@NotNull String hoursOfOperationId) {}
}
