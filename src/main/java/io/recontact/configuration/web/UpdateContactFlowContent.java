package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowContent.html">UpdateContactFlowContent</a>.
 */
interface UpdateContactFlowContent {

    record Request(
            @NotNull @Size(min = 1, max = CreateContactFlow.MAX_CONTENT) String content) {}
}
