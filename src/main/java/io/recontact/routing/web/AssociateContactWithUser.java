package io.recontact.routing.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The members of AssociateContactWithUser, an operation that is newer than the SDK of the tests. */
interface AssociateContactWithUser {

    record Request(@NotNull @Size(min = 1, max = 256) String userId) {}
}
