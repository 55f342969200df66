package io.recontact.chat.web;

import io.recontact.api.Iso8601Time;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.message.SentItem;
import io.recontact.chat.transcript.MessageProcessingStatus;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_SendMessage.html">SendMessage</a>.
 */
interface SendMessage {

    /**
     * The maximum length of the content depends on its type and counts code points or bytes, so {@code Size} cannot
     * check it.
     */
    record Request(
            @NotNull @Size(min = 1, max = 100) String contentType,

            @NotNull @Size(min = 1, message = "must not be empty") String content,

            @Size(max = 500) @Nullable String clientToken) {

        ChatMessage toChatMessage() {
            return new ChatMessage(contentType, content);
        }
    }

    /** Only a message that a processor has, or has not delivered as processed, has metadata. */
    record Response(
            String id, String absoluteTime, @Nullable MessageProcessingMetadata messageMetadata) {

        static Response of(SentItem sent) {
            return new Response(
                    sent.id().toString(),
                    Iso8601Time.of(sent.at()),
                    sent.status() == null ? null : new MessageProcessingMetadata(sent.status()));
        }
    }

    record MessageProcessingMetadata(MessageProcessingStatus messageProcessingStatus) {}
}
