package io.recontact.contact;

/** How a contact came to be (API reference, "ContactInitiationMethod"). */
public enum InitiationMethod {
    INBOUND,
    OUTBOUND,
    TRANSFER,
    QUEUE_TRANSFER,
    CALLBACK,
    API,
    DISCONNECT,
    MONITOR,
    EXTERNAL_OUTBOUND,
    WEBRTC_API,
    AGENT_REPLY,
    FLOW
}
