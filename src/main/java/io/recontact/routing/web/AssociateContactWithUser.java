package io.recontact.routing.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateContactWithUser.html">AssociateContactWithUser</a>.
 */
interface AssociateContactWithUser {

    record Request(@NotNull @Size(min = 1, max = 256) String userId) {}
}
