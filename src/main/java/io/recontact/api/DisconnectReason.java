package io.recontact.api;

/** Why a contact ended (Administrator Guide, "Contact records data model", as far as chats are concerned). */
public enum DisconnectReason {

    /** An agent has left, and no other is there. */
    AGENT_DISCONNECT,

    /** Ended by StopContact. */
    API,

    /** Its flow has disconnected it, or has come to its end. */
    CONTACT_FLOW_DISCONNECT,

    /** Nobody connected in time. */
    CUSTOMER_CONNECTION_NOT_ESTABLISHED,

    /** The customer has left. */
    CUSTOMER_DISCONNECT,

    /** The duration of the chat is over. */
    EXPIRED,

    /** Somebody has said nothing for too long. */
    IDLE_DISCONNECT
}
