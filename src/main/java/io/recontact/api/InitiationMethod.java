package io.recontact.api;

/** How a contact was initiated: the values of the model. */
public enum InitiationMethod {
    INBOUND,
    OUTBOUND,
    /** An agent has handed it on to another agent or a queue. */
    TRANSFER,
    /** A flow has taken it from one queue to another. */
    QUEUE_TRANSFER,
    CALLBACK,
    /** By StartChatContact and its like. */
    API,
    /** By the disconnect flow, after its agent had left. */
    DISCONNECT,
    MONITOR,
    EXTERNAL_OUTBOUND,
    WEBRTC_API,
    AGENT_REPLY,
    FLOW
}
