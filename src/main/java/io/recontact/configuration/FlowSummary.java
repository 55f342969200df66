package io.recontact.configuration;

import java.util.UUID;

/** A flow in a list: everything except the content, which may be large. */
public record FlowSummary(
        UUID id, String name, ContactFlowType type, ContactFlow.State state, ContactFlowStatus status) {

    FlowSummary(UUID id, String name, ContactFlowType type, ContactFlow.State state, boolean published) {
        this(id, name, type, state, published ? ContactFlowStatus.PUBLISHED : ContactFlowStatus.SAVED);
    }
}
