package io.recontact.flow;

import java.util.UUID;

/** The step that follows a transaction that has continued a run. */
sealed interface NextAction {

    NextAction STOP = new Stop();

    /** The run waits, has ended, or is continued elsewhere. */
    record Stop() implements NextAction {}

    /** Another transaction has locked the session. */
    record TryAgain() implements NextAction {}

    /** The run has more actions to perform. */
    record Resume() implements NextAction {}

    /** The run needs the result of an external call. */
    record Call(UUID id, ExternalCall call) implements NextAction {}
}
