package io.recontact.api;

/** The roles of participants of a chat: the values of the model. */
public enum ParticipantRole {
    AGENT,
    CUSTOMER,

    /** The flow of the chat; no participant has this role. */
    SYSTEM,

    /** A bot that talks with the customer until an agent joins. */
    CUSTOM_BOT,
    SUPERVISOR
}
