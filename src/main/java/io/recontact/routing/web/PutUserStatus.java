package io.recontact.routing.web;

import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_PutUserStatus.html">PutUserStatus</a>.
 */
interface PutUserStatus {

    record Request(@NotNull String agentStatusId) {}
}
