package io.recontact.chat.participant;

/** Why a participant is denied access: in the log, the metric and the message to the caller. */
enum DenialReason {
    NO_TOKEN("X-Amz-Bearer has no token"),
    UNKNOWN_TOKEN("The token was not issued by this service"),
    OTHER_CELL("The token is of another cell"),
    WRONG_KIND("The token is of another kind than this operation takes"),
    EXPIRED("The token has expired"),
    FORGOTTEN("The participant does not exist any more"),
    LEFT("The participant has left the chat"),
    SILENT("The participant monitors the chat silently"),
    NOT_CONNECTED_IN_TIME("The participant has not connected in time"),
    ENDED("The chat has ended");

    private final String message;

    DenialReason(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }
}
