package io.recontact.contact;

/** Names the events at which a session or a task runs a flow (flow language, UpdateContactEventHooks). */
public enum EventHook {
    /** It has come to wait in a queue. */
    CUSTOMER_QUEUE,
    /** Its last agent has left the customer behind. */
    CUSTOMER_REMAINING,
    /** It has been paused. */
    PAUSE_CONTACT,
    /** It has resumed from a pause. */
    RESUME_CONTACT
}
