package io.recontact.directory;

import java.util.UUID;

/** A flow in a list: everything but its content, which may be large. */
public record FlowSummary(UUID id, String name, FlowType type, ContactFlow.State state, FlowStatus status) {

    FlowSummary(UUID id, String name, FlowType type, ContactFlow.State state, boolean published) {
        this(id, name, type, state, published ? FlowStatus.PUBLISHED : FlowStatus.SAVED);
    }
}
