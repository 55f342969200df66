package io.recontact.chat.message;

/** Decides about a message whose processing fails; the names are those of the model. */
public enum ContactMediaProcessingFailureMode {
    /** Participants receive the message as it was sent. */
    DELIVER_UNPROCESSED_MESSAGE,
    /** Only the sender sees the message. */
    DO_NOT_DELIVER_UNPROCESSED_MESSAGE
}
