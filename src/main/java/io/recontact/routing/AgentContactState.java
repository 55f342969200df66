package io.recontact.routing;

/**
 * What a contact is to an agent: the values of AgentContactState that chats and tasks come to, and one for which the
 * model has none.
 */
public enum AgentContactState {
    /** It is being offered. */
    CONNECTING,
    /** The agent has accepted it. */
    CONNECTED,
    /** The agent has accepted it, and it is paused. */
    PAUSED,
    /** It is over, and the agent still has something to do for it. */
    ENDED,
    /** The agent has not answered its offer. */
    MISSED,
    /** The agent has refused its offer. */
    REJECTED
}
