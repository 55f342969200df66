package io.recontact.api;

/** The ways to initiate a contact: the values of the model. */
public enum InitiationMethod {
    INBOUND,
    OUTBOUND,
    /** An agent transferred it to another agent or to a queue. */
    TRANSFER,
    /** A flow transferred it from one queue to another. */
    QUEUE_TRANSFER,
    CALLBACK,
    /** StartChatContact or a similar operation started it. */
    API,
    /** The disconnect flow of a contact whose last agent left. */
    DISCONNECT,
    MONITOR,
    EXTERNAL_OUTBOUND,
    WEBRTC_API,
    AGENT_REPLY,
    FLOW
}
