package io.recontact.webhook.processing.web;

import io.recontact.chat.message.ContactMediaProcessingFailureMode;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StartContactMediaProcessing.html">StartContactMediaProcessing</a>.
 * The model requires none of them, but without the first three there is nothing to start.
 */
interface StartContactMediaProcessing {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull @Size(min = 1) String processorArn,
            @Nullable ContactMediaProcessingFailureMode failureMode) {

        /** Without a failure mode, nobody but its sender sees what was not processed. */
        ContactMediaProcessingFailureMode mode() {
            return failureMode == null
                    ? ContactMediaProcessingFailureMode.DO_NOT_DELIVER_UNPROCESSED_MESSAGE
                    : failureMode;
        }
    }
}
