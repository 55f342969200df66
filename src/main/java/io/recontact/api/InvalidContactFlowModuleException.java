package io.recontact.api;

import java.util.List;

/** The content of a flow module is not a valid flow document. */
public final class InvalidContactFlowModuleException extends InvalidContactFlowException {

    /** Refuses with one or more problems. An answer holds the first fifty. */
    public InvalidContactFlowModuleException(List<String> problems) {
        super(problems);
    }

    @Override
    String member() {
        return "Problems";
    }
}
