package io.recontact.contact.web;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.UserId;
import io.recontact.contact.TaskTransfer;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_TransferContact.html">TransferContact</a>.
 */
interface TransferContact {

    record Request(
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @NotNull @Size(min = 1, max = 256) String contactId,
            @Nullable String queueId,
            @Size(min = 1, max = 256) @Nullable String userId,
            @NotNull @Size(max = 500) String contactFlowId,
            @Size(max = 500) @Nullable String clientToken) {

        TaskTransfer toTaskTransfer(InstanceId instance) {
            if (queueId != null && userId != null) {
                throw new InvalidRequestException("QueueId and UserId exclude each other");
            }
            return new TaskTransfer(
                    ContactId.parse(instance, "ContactId", contactId),
                    ContactFlowId.parse(instance, "ContactFlowId", contactFlowId),
                    queueId == null ? null : QueueId.parse(instance, "QueueId", queueId),
                    userId == null ? null : UserId.parse(instance, "UserId", userId));
        }

        @Nullable String token() {
            return clientToken == null || clientToken.isEmpty() ? null : clientToken;
        }
    }

    record Response(String contactId, String contactArn) {}
}
