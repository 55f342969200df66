package io.recontact.chat.attachment.web;

import io.recontact.api.Iso8601Time;
import io.recontact.chat.attachment.NewAttachment;
import io.recontact.chat.attachment.UploadUrl;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_StartAttachmentUpload.html">StartAttachmentUpload</a>.
 */
interface StartAttachmentUpload {

    record Request(
            @NotNull @Size(min = 1, max = 255) String contentType,
            @NotNull @Min(1) Long attachmentSizeInBytes,
            @NotNull @Size(min = 1, max = 256) String attachmentName,
            @NotNull @Size(min = 1, max = 500) String clientToken) {

        NewAttachment toNewAttachment() {
            return new NewAttachment(attachmentName, contentType, attachmentSizeInBytes);
        }
    }

    record Response(String attachmentId, UploadMetadata uploadMetadata) {

        static Response of(UploadUrl upload, String url) {
            // No Content-Length among the headers: pages may not set it, and clients do so themselves.
            return new Response(
                    upload.attachment().toString(),
                    new UploadMetadata(
                            url, Iso8601Time.of(upload.expiry()), Map.of("Content-Type", upload.contentType())));
        }
    }

    record UploadMetadata(String url, String urlExpiry, Map<String, String> headersToInclude) {}
}
