package io.recontact.chat.participant;

/** The action taken when a participant has not sent anything for some time. */
public enum ParticipantTimerType {

    /** The participant becomes idle. */
    IDLE,

    /**
     * Everyone but the customer is disconnected. With both timers set, this one starts when the participant is idle.
     */
    DISCONNECT_NONCUSTOMER
}
