package io.recontact.flow;

import io.recontact.flow.language.Transitions;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that the flow of a contact has taken. It names what is written in the flow, and has no value of a person.
 *
 * @param number counts the steps of the contact from 1
 * @param flow the flow or flow module whose content ran
 * @param name its name when it was published
 * @param isModule true for a flow module
 * @param action the identifier of the action
 * @param type the type of the action in the flow language
 * @param results the branch that the action took: its error type, its condition as it is written in the flow, or
 *     {@code Success}; null if the action waits, calls or invokes, and a later step has its result
 * @param takenAt when the action was performed, or had its result
 */
public record FlowStep(
        int number,
        UUID flow,
        String name,
        boolean isModule,
        String action,
        String type,
        @Nullable String results,
        Instant takenAt) {

    /** Returns true if the action has taken the branch without an error or a condition. */
    public boolean isSuccess() {
        return Transitions.SUCCESS.equals(results);
    }
}
