package io.recontact.api;

/**
 * Why a contact ended (Administrator Guide, "Contact records data model"). Contacts of this service end for the first
 * reasons; those from {@link #AGENT_COMPLETED} on come with imported contacts.
 */
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
    IDLE_DISCONNECT,

    AGENT_COMPLETED,
    AGENT_NETWORK_DISCONNECT,
    BARGED,
    CUSTOMER_NEVER_ARRIVED,
    DISCARDED,
    OTHER,
    OUTBOUND_ATTEMPT_FAILED,
    OUTBOUND_DESTINATION_ENDPOINT_ERROR,
    OUTBOUND_PREVIEW_DISCARDED,
    OUTBOUND_RESOURCE_ERROR,

    /** Spelled so in the guide. */
    OUTBUND_PREVIEW_DISCARDED,
    SYSTEM_ERROR,
    TELECOM_BUSY,
    TELECOM_NUMBER_INVALID,
    TELECOM_ORIGINATOR_CANCEL,
    TELECOM_POTENTIAL_BLOCKING,
    TELECOM_PROBLEM,
    TELECOM_TIMEOUT,
    TELECOM_UNANSWERED,
    THIRD_PARTY_DISCONNECT,
    TRANSFERRED
}
