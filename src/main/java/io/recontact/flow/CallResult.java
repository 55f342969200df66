package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.flow.language.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a call.
 *
 * @param external what a function has answered, as JSON text; none if nothing replaces what was there
 * @param task the task that was created, if it was asked for
 */
record CallResult(
        UUID call,
        Outcome outcome,
        @Nullable String external,
        @Nullable ContactId task) {

    static CallResult done(UUID call) {
        return new CallResult(call, new Outcome.Done(), null, null);
    }

    static CallResult failed(UUID call) {
        return new CallResult(call, Outcome.failed(), null, null);
    }
}
