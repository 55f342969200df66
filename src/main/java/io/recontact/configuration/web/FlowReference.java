package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.ContactFlowId;

/** A flow as callers name it: an id or ARN, followed by {@code :$SAVED} for the draft. */
record FlowReference(ContactFlowId flow, boolean isDraft) {

    private static final String DRAFT = ":$SAVED";

    /** Parses a reference that must name the flow and not its draft. */
    static ContactFlowId parseWhole(InstanceId instance, String text) {
        var reference = parse(instance, text);
        if (reference.isDraft()) {
            throw new InvalidParameterException("ContactFlowId names the draft, which changes with its flow");
        }
        return reference.flow();
    }

    static FlowReference parse(InstanceId instance, String text) {
        var isDraft = text.endsWith(DRAFT);
        var name = isDraft ? text.substring(0, text.length() - DRAFT.length()) : text;
        if (name.matches(".*:\\d+")) {
            throw new ResourceNotFoundException(
                    "ContactFlowId names a version, but flows have no numbered versions in this service");
        }
        return new FlowReference(ContactFlowId.parse(instance, "ContactFlowId", name), isDraft);
    }
}
