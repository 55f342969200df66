package io.recontact.chat.message;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.chat.ChatMessage;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.MessageProcessingStatus;
import io.recontact.chat.transcript.Sender;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message that was accepted and is not in the transcript yet.
 *
 * @param contact the contact that the chat was in when the message was sent
 * @param processorArn the function that processes it; null if it only waits for its turn
 * @param failureMode what becomes of it if processing fails; null without a processor
 * @param supportedContentTypes the content types that the chat supports
 */
public record HeldMessage(
        ItemId id,
        InstanceId instance,
        SessionId session,
        ContactId contact,
        Instant sentAt,
        ChatMessage message,
        Sender sender,
        @Nullable String processorArn,
        @Nullable ContactMediaProcessingFailureMode failureMode,
        Set<String> supportedContentTypes) {

    /** Copies the content types. */
    public HeldMessage {
        supportedContentTypes = Set.copyOf(supportedContentTypes);
    }

    SentItem answer() {
        return new SentItem(id, sentAt, MessageProcessingStatus.PROCESSING);
    }
}
