package io.recontact.webhook.processing;

import io.recontact.chat.ChatMessage;
import io.recontact.chat.message.ContactMediaProcessingFailureMode;
import io.recontact.chat.message.HeldMessage;
import io.recontact.chat.transcript.Processing;
import org.jspecify.annotations.Nullable;

/**
 * The fate of a held message.
 *
 * @param processing null if the message only waited for its turn
 */
record Decision(ChatMessage content, @Nullable Processing processing) {

    static Decision unchanged(HeldMessage message) {
        return new Decision(message.message(), null);
    }

    static Decision failed(HeldMessage message) {
        return new Decision(
                message.message(),
                message.failureMode() == ContactMediaProcessingFailureMode.DELIVER_UNPROCESSED_MESSAGE
                        ? Processing.UNPROCESSED
                        : Processing.FAILED);
    }
}
