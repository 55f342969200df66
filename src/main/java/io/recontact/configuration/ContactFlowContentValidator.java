package io.recontact.configuration;

import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidContactFlowModuleException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the content of a flow or a flow module before it is published. The module that runs flows implements this, as
 * it owns their language.
 */
public interface ContactFlowContentValidator {

    /**
     * Checks a flow document.
     *
     * @param flow names the flow in the log
     * @throws InvalidContactFlowException with all problems of the content
     */
    void validate(ContactFlowId flow, String content);

    /**
     * Checks the document of a flow module.
     *
     * @param module names the module in the log
     * @param settings describes the parameters and results of the module in JSON; null if it has none
     * @throws InvalidContactFlowModuleException with all problems of the content
     */
    void validate(ContactFlowModuleId module, String content, @Nullable String settings);
}
