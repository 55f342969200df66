package io.recontact.flow;

import io.recontact.language.Outcome;
import io.recontact.wire.ContactId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a call.
 *
 * @param external what a function has answered, as JSON text; none if nothing replaces what was there
 * @param task the task that was created, if it was asked for
 */
record Answer(
        UUID call,
        Outcome outcome,
        @Nullable String external,
        @Nullable ContactId task) {

    static Answer done(UUID call) {
        return new Answer(call, new Outcome.Done(), null, null);
    }

    static Answer failed(UUID call) {
        return new Answer(call, Outcome.failed(), null, null);
    }
}
