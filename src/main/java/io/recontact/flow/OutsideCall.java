package io.recontact.flow;

import io.recontact.contact.Association;
import io.recontact.contact.NewRecord;
import io.recontact.egress.LambdaFunction;
import io.recontact.language.Step;
import io.recontact.wire.InstanceId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a flow has done outside of its own transaction. */
sealed interface OutsideCall {

    /** Asks a function. */
    record Invoke(
            LambdaFunction function, Duration limit, String event, Step.InvocationType type, Step.ResponseType response)
            implements OutsideCall {}

    /** Attaches a past, in a transaction that may fail by itself. */
    record Associate(
            InstanceId instance,
            Association association,
            @Nullable String clientToken) implements OutsideCall {}

    /** Creates a task, in the same way; it is created once, however often it is asked for. */
    record CreateTask(NewRecord task) implements OutsideCall {}
}
