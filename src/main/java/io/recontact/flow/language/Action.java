package io.recontact.flow.language;

import java.util.Set;

/** An action of a flow: its step and its transitions. */
public record Action(String identifier, String type, Step step, Transitions transitions) {

    /** Returns the types of actions that this service offers. */
    public static Set<String> offeredTypes() {
        return StepReader.offeredTypes();
    }
}
