package io.recontact.contact;

/** The events at which a chat or task runs a flow (flow language, UpdateContactEventHooks). */
public enum EventHook {
    /** It has entered a queue. */
    CUSTOMER_QUEUE,
    /** Its last agent has left, and the customer remains. */
    CUSTOMER_REMAINING,
    /** It was paused. */
    PAUSE_CONTACT,
    /** It resumed after a pause. */
    RESUME_CONTACT
}
