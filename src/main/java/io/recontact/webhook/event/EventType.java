package io.recontact.webhook.event;

/** The types of events (Administrator Guide, "Contact events data model"). */
enum EventType {
    INITIATED,
    CONNECTED_TO_SYSTEM,
    QUEUED,
    CONNECTED_TO_AGENT,
    PAUSED,
    RESUMED,
    DISCONNECTED,
    COMPLETED,
    CONTACT_DATA_UPDATED,

    /** The contact record, written with COMPLETED for endpoints that receive records. */
    CONTACT_RECORD
}
