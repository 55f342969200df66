package io.recontact.configuration;

import io.recontact.api.InvalidContactFlowException;

/**
 * Checks the content of a flow before it is published. The module that runs flows implements this, as it owns their
 * language.
 */
public interface ContactFlowContentValidator {

    /**
     * Checks a flow document.
     *
     * @param flow names the flow in the log
     * @throws InvalidContactFlowException with all problems of the content
     */
    void validate(ContactFlowId flow, String content);
}
