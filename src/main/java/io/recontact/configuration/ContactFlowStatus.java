package io.recontact.configuration;

/** Whether a flow has run-ready content, or only a draft. */
public enum ContactFlowStatus {
    PUBLISHED,
    SAVED
}
