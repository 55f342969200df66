package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowStatus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateViewContent.html">UpdateViewContent</a>.
 */
interface UpdateViewContent {

    record Request(
            @NotNull ContactFlowStatus status,
            @NotNull @Valid CreateView.ViewInputContent content) {}

    record Response(DescribeView.View view) {}
}
