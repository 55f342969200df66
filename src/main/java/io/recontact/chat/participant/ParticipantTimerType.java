package io.recontact.chat.participant;

/** What happens when a participant has said nothing for some time. */
public enum ParticipantTimerType {

    /** It counts as idle. */
    IDLE,

    /** Everybody but the customer is disconnected, whoever was idle. Runs after the other, if both are set. */
    DISCONNECT_NONCUSTOMER
}
