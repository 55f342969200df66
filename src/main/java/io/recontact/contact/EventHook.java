package io.recontact.contact;

/** What a session may be told to run a flow at (flow language, UpdateContactEventHooks). */
public enum EventHook {
    /** It has come to wait in a queue. */
    CUSTOMER_QUEUE,
    /** Its last agent has left the customer behind. */
    CUSTOMER_REMAINING
}
