package io.recontact.configuration;

/** The type of a flow. Chats start with a {@link #CONTACT_FLOW}. */
public enum ContactFlowType {
    CONTACT_FLOW,
    CUSTOMER_QUEUE,
    CUSTOMER_HOLD,
    CUSTOMER_WHISPER,
    AGENT_HOLD,
    AGENT_WHISPER,
    OUTBOUND_WHISPER,
    AGENT_TRANSFER,
    QUEUE_TRANSFER,
    CAMPAIGN
}
