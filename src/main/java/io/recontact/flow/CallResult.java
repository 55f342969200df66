package io.recontact.flow;

import io.recontact.api.ContactId;
import io.recontact.flow.language.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of an external call.
 *
 * @param call identifies the call
 * @param external the answer of a function, as JSON; absent if the earlier answer is kept
 * @param task the task that the call has created, if any
 * @param reply the answer of a bot, if one was asked
 */
record CallResult(
        UUID call,
        Outcome outcome,
        @Nullable String external,
        @Nullable ContactId task,
        @Nullable BotReply reply) {

    static CallResult done(UUID call) {
        return new CallResult(call, new Outcome.Done(), null, null, null);
    }

    static CallResult failed(UUID call) {
        return new CallResult(call, Outcome.failed(), null, null, null);
    }
}
