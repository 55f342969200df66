package io.recontact.testing;

import io.recontact.configuration.ContactFlowContentValidator;
import io.recontact.configuration.ContactFlowId;

/** Stands for the module flow, which checks flows before they are published, in tests of the modules below it. */
public final class UncheckedFlows implements ContactFlowContentValidator {

    @Override
    public void validate(ContactFlowId flow, String content) {}
}
