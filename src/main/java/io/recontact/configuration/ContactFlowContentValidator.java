package io.recontact.configuration;

import io.recontact.api.InvalidContactFlowException;
import io.recontact.api.InvalidContactFlowModuleException;
import java.util.List;
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

    /** Returns the problems for which a flow document would not be published; empty if there are none. */
    List<String> problems(String content);

    /** Returns the problems for which the document of a flow module would not be published; empty if there are none. */
    List<String> moduleProblems(String content, @Nullable String settings);

    /**
     * Checks the document of a flow module.
     *
     * @param module names the module in the log
     * @param settings describes the parameters and results of the module in JSON; null if it has none
     * @throws InvalidContactFlowModuleException with all problems of the content
     */
    void validate(ContactFlowModuleId module, String content, @Nullable String settings);
}
