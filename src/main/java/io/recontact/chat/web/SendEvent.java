package io.recontact.chat.web;

import io.recontact.api.Iso8601Time;
import io.recontact.chat.message.SentItem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_SendEvent.html">SendEvent</a>.
 */
interface SendEvent {

    record Request(
            @NotNull @Size(min = 1, max = 100) String contentType,
            @Size(min = 1, max = 16_384) @Nullable String content,
            @Size(max = 500) @Nullable String clientToken) {}

    record Response(String id, String absoluteTime) {

        static Response of(SentItem sent) {
            return new Response(sent.id().toString(), Iso8601Time.of(sent.at()));
        }
    }
}
