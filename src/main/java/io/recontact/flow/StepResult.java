package io.recontact.flow;

import io.recontact.configuration.FlowPublication;
import io.recontact.flow.language.Outcome;
import io.recontact.flow.language.Step.WaitEvent;
import java.time.Duration;
import java.util.Set;

/** What an action has come to. */
sealed interface StepResult {

    /** It is done, in one way or another. */
    record Goes(Outcome outcome) implements StepResult {}

    /** There is no room in a queue: what was locked to see that is let go of before anything else is done. */
    record Full() implements StepResult {}

    /** It waits. */
    record Waits(Duration timeout, Set<WaitEvent> events) implements StepResult {}

    /** It has somebody else do it, outside of the transaction. */
    record Calls(ExternalCall call) implements StepResult {}

    /** It goes on at the start of another flow. */
    record Jumps(FlowPublication flow) implements StepResult {}

    /** The run is over, and the contact is in a queue. */
    record Queues() implements StepResult {}

    /** The run is over, and nothing else. */
    record Leaves() implements StepResult {}

    /** The run is over, and the contact as well. */
    record Disconnects() implements StepResult {}

    static StepResult done() {
        return new Goes(new Outcome.Done());
    }

    static StepResult result(String value) {
        return new Goes(new Outcome.Result(value));
    }

    static StepResult failed() {
        return new Goes(Outcome.failed());
    }

    static StepResult failed(String error) {
        return new Goes(new Outcome.Failed(error));
    }
}
