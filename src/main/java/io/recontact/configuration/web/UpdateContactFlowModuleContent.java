package io.recontact.configuration.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowModuleContent.html">UpdateContactFlowModuleContent</a>.
 */
interface UpdateContactFlowModuleContent {

    record Request(
            @Size(min = 1, max = CreateContactFlow.MAX_CONTENT) @Nullable String content,

            @Size(max = CreateContactFlow.MAX_CONTENT) @Nullable String settings) {}
}
