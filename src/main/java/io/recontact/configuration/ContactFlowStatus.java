package io.recontact.configuration;

/** The publication status of a flow: it has published content, or only a draft. */
public enum ContactFlowStatus {
    PUBLISHED,
    SAVED
}
