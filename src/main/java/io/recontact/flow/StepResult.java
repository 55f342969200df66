package io.recontact.flow;

import io.recontact.configuration.Publication;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step.WaitEvent;
import java.time.Duration;
import java.util.Set;

/** The result of an action. */
sealed interface StepResult {

    /** The action is completed; the outcome decides which action follows. */
    record Completed(Outcome outcome) implements StepResult {}

    /** The queue is full. The transaction ends here, since it holds the lock under which the queue was checked. */
    record QueueFull() implements StepResult {}

    /** The run waits. */
    record Wait(Duration timeout, Set<WaitEvent> events) implements StepResult {}

    /** The run needs a call outside of the transaction. */
    record Call(ExternalCall call) implements StepResult {}

    /** The run continues at the start of another flow. */
    record TransferToFlow(Publication flow) implements StepResult {}

    /** The run continues at the start of a module. The input is JSON. */
    record EnterModule(Publication module, String input) implements StepResult {}

    /** The run continues behind the action that invoked the module. The result is JSON. */
    record LeaveModule(Outcome outcome, String moduleResult) implements StepResult {}

    /** The run has ended: the contact is in a queue. */
    record Queued() implements StepResult {}

    /** The run ends; the contact continues. */
    record EndFlow() implements StepResult {}

    /** The run ends together with the contact. */
    record Disconnect() implements StepResult {}

    /** Returns true if the outcome of the action is known in a later step only. */
    default boolean isUnfinished() {
        return this instanceof Wait || this instanceof Call || this instanceof EnterModule;
    }

    static StepResult of(Outcome outcome) {
        return new Completed(outcome);
    }

    static StepResult done() {
        return new Completed(new Outcome.Done());
    }

    static StepResult result(String value) {
        return new Completed(new Outcome.Result(value));
    }

    static StepResult failed() {
        return new Completed(Outcome.failed());
    }

    static StepResult failed(String error) {
        return new Completed(new Outcome.Failed(error));
    }
}
