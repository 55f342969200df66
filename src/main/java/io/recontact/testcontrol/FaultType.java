package io.recontact.testcontrol;

/** The kinds of faults. */
public enum FaultType {
    /** The answer is the error of a request above its rate, in the shape that the operation declares. */
    THROTTLING,
    /** The answer is another error. */
    ERROR,
    /** The request waits before its work. */
    LATENCY,
    /** The connection is closed before the work. */
    LOST_REQUEST,
    /** The work is done, and the connection is closed instead of an answer. */
    LOST_ANSWER
}
