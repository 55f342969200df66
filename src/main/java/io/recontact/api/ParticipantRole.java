package io.recontact.api;

/** The roles that participants of a chat have: the values of the model. */
public enum ParticipantRole {
    AGENT,
    CUSTOMER,

    /** Speaks for the flow of a chat; nobody joins as it. */
    SYSTEM,

    /** A program that talks with the customer until an agent comes. */
    CUSTOM_BOT,
    SUPERVISOR
}
