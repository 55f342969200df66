package io.recontact.webhook.event;

/** What can happen to a contact, as the Administrator Guide names it ("Contact events data model"). */
enum EventType {
    INITIATED,
    CONNECTED_TO_SYSTEM,
    QUEUED,
    CONNECTED_TO_AGENT,
    PAUSED,
    RESUMED,
    DISCONNECTED,
    COMPLETED,
    CONTACT_DATA_UPDATED
}
