package io.recontact.chat;

/** The roles of participants that may be asked into a chat. */
public enum InvitedRole {

    /** A program that talks with the customer until an agent comes. */
    CUSTOM_BOT,

    /**
     * Somebody who talks with the customer; by CreateParticipant an extension, for agents whom no queue has brought.
     */
    AGENT
}
