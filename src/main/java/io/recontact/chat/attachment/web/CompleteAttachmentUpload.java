package io.recontact.chat.attachment.web;

import io.recontact.chat.attachment.AttachmentId;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_CompleteAttachmentUpload.html">CompleteAttachmentUpload</a>.
 */
interface CompleteAttachmentUpload {

    record Request(
            @NotNull @Size(min = 1, max = 1) List<@NotNull @Size(min = 1, max = 256) String> attachmentIds,
            @NotNull @Size(min = 1, max = 500) String clientToken) {

        AttachmentId attachmentId() {
            return AttachmentId.parse("AttachmentIds", attachmentIds.getFirst());
        }
    }
}
