package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserHierarchyGroupName.html">UpdateUserHierarchyGroupName</a>.
 */
interface UpdateUserHierarchyGroupName {

    record Request(@NotNull @Size(min = 1, max = 100) String name) {}
}
