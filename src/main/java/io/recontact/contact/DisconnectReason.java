package io.recontact.contact;

/** Why a contact ended (Administrator Guide, "Contact records data model", as far as chats are concerned). */
public enum DisconnectReason {

    /** Ended by StopContact. */
    API,

    /** Nobody connected in time. */
    CUSTOMER_CONNECTION_NOT_ESTABLISHED,

    /** The duration of the chat is over. */
    EXPIRED
}
