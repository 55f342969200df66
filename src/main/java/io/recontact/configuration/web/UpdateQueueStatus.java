package io.recontact.configuration.web;

import io.recontact.configuration.Queue;
import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueStatus.html">UpdateQueueStatus</a>.
 */
interface UpdateQueueStatus {

    record Request(@NotNull Queue.Status status) {}
}
