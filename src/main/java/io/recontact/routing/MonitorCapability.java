package io.recontact.routing;

/** What a supervisor may do with a contact that it monitors. */
public enum MonitorCapability {
    SILENT_MONITOR,
    BARGE
}
