package io.recontact.routing;

/** The real-time metrics of GetCurrentMetricData. */
public enum CurrentMetric {
    AGENTS_ONLINE,
    AGENTS_AVAILABLE,
    AGENTS_ON_CALL,
    AGENTS_NON_PRODUCTIVE,
    AGENTS_AFTER_CONTACT_WORK,
    AGENTS_ERROR,
    AGENTS_STAFFED,
    CONTACTS_IN_QUEUE,
    OLDEST_CONTACT_AGE,
    CONTACTS_SCHEDULED,
    AGENTS_ON_CONTACT,
    SLOTS_ACTIVE,
    SLOTS_AVAILABLE,
    ESTIMATED_WAIT_TIME;

    /** Returns whether the value is a time in seconds; otherwise it is a count. */
    public boolean isTime() {
        return this == OLDEST_CONTACT_AGE || this == ESTIMATED_WAIT_TIME;
    }

    /** Returns whether it counts agents or their slots; otherwise it concerns contacts that wait. */
    public boolean concernsAgents() {
        return name().startsWith("AGENTS_") || name().startsWith("SLOTS_");
    }
}
