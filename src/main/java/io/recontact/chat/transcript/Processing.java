package io.recontact.chat.transcript;

import org.jspecify.annotations.Nullable;

/** The decision of a processor on a message. */
public enum Processing {
    /** Approved, or replaced by what the processor answered. */
    PROCESSED(null, false),
    /** Processing has failed; the message was delivered as it was sent. */
    UNPROCESSED(MessageProcessingStatus.FAILED, false),
    /** Processing has failed; only the sender sees the message. */
    FAILED(MessageProcessingStatus.FAILED, true),
    /** The processor has refused the message; only the sender sees it. */
    REJECTED(MessageProcessingStatus.REJECTED, true);

    private final @Nullable MessageProcessingStatus status;
    private final boolean isWithheld;

    Processing(@Nullable MessageProcessingStatus status, boolean isWithheld) {
        this.status = status;
        this.isWithheld = isWithheld;
    }

    /** Returns the status that readers of the message see; null for none. */
    public @Nullable MessageProcessingStatus status() {
        return status;
    }

    /** Returns whether the message was not delivered. */
    public boolean isWithheld() {
        return isWithheld;
    }
}
