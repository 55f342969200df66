package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateApprovedOrigin.html">AssociateApprovedOrigin</a>.
 */
interface AssociateApprovedOrigin {

    record Request(
            @NotNull @Size(max = 267) String origin,
            @Size(max = 500) @Nullable String clientToken) {}
}
