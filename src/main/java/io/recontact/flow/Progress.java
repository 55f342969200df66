package io.recontact.flow;

import io.recontact.directory.FlowPublication;
import io.recontact.language.Outcome;
import io.recontact.language.Step.WaitEvent;
import java.time.Duration;
import java.util.Set;

/** What an action has come to. */
sealed interface Progress {

    /** It is done, in one way or another. */
    record Goes(Outcome outcome) implements Progress {}

    /** There is no room in a queue: what was locked to see that is let go of before anything else is done. */
    record Full() implements Progress {}

    /** It waits. */
    record Waits(Duration timeout, Set<WaitEvent> events) implements Progress {}

    /** It has somebody else do it, outside of the transaction. */
    record Calls(OutsideCall call) implements Progress {}

    /** It goes on at the start of another flow. */
    record Jumps(FlowPublication flow) implements Progress {}

    /** The run is over, and the contact is in a queue. */
    record Queues() implements Progress {}

    /** The run is over, and nothing else. */
    record Leaves() implements Progress {}

    /** The run is over, and the contact as well. */
    record Disconnects() implements Progress {}

    static Progress done() {
        return new Goes(new Outcome.Done());
    }

    static Progress result(String value) {
        return new Goes(new Outcome.Result(value));
    }

    static Progress failed() {
        return new Goes(Outcome.failed());
    }

    static Progress failed(String error) {
        return new Goes(new Outcome.Failed(error));
    }
}
