package io.recontact.api;

/** Why a contact ended, for chats and tasks (Administrator Guide, "Contact records data model"). */
public enum DisconnectReason {

    /** The last agent left. */
    AGENT_DISCONNECT,

    /** StopContact ended it. */
    API,

    /** Its flow disconnected it or ended. */
    CONTACT_FLOW_DISCONNECT,

    /** The customer did not connect in time. */
    CUSTOMER_CONNECTION_NOT_ESTABLISHED,

    /** The customer left. */
    CUSTOMER_DISCONNECT,

    /** The chat reached its maximum duration. */
    EXPIRED,

    /** A participant was idle for too long. */
    IDLE_DISCONNECT
}
