package io.recontact.chat.attachment.web;

import io.recontact.api.Iso8601Time;
import io.recontact.chat.attachment.DownloadUrl;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_GetAttachment.html">GetAttachment</a>.
 */
interface GetAttachment {

    /** In seconds; also the maximum. */
    int DEFAULT_EXPIRY = 300;

    record Request(
            @NotNull @Size(min = 1, max = 256) String attachmentId,
            @Min(5) @Max(300) @Nullable Integer urlExpiryInSeconds) {

        Duration urlExpiry() {
            return Duration.ofSeconds(urlExpiryInSeconds == null ? DEFAULT_EXPIRY : urlExpiryInSeconds);
        }
    }

    record Response(String url, String urlExpiry, long attachmentSizeInBytes) {

        static Response of(DownloadUrl download, String url) {
            return new Response(url, Iso8601Time.of(download.expiry()), download.size());
        }
    }
}
