package io.recontact.directory;

/** Whether a flow has run-ready content, or only a draft. */
public enum FlowStatus {
    PUBLISHED,
    SAVED
}
