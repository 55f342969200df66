package io.recontact.routing;

/**
 * The state of an agent's contact: the values of AgentContactState that apply to chats and tasks, and {@link #PAUSED},
 * which the API does not have.
 */
public enum AgentContactState {
    /** Offered to the agent. */
    CONNECTING,
    /** Accepted by the agent. */
    CONNECTED,
    /** Accepted and paused. */
    PAUSED,
    /** Ended; the agent does after-contact work. */
    ENDED,
    /** Not answered in time. */
    MISSED,
    /** Rejected by the agent. */
    REJECTED
}
