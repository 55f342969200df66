package io.recontact.routing;

/** An action that a supervisor may take on a contact that it monitors. */
public enum MonitorCapability {
    SILENT_MONITOR,
    BARGE
}
