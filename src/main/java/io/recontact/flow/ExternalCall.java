package io.recontact.flow;

import io.recontact.api.InstanceId;
import io.recontact.contact.NewContact;
import io.recontact.contact.PersistentContactAssociation;
import io.recontact.flow.language.Step;
import io.recontact.webhook.LambdaFunction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a flow has done outside of its own transaction. */
sealed interface ExternalCall {

    /** Asks a function. */
    record Invoke(
            LambdaFunction function, Duration limit, String event, Step.InvocationType type, Step.ResponseType response)
            implements ExternalCall {}

    /** Attaches a past, in a transaction that may fail by itself. */
    record Associate(
            InstanceId instance,
            PersistentContactAssociation association,
            @Nullable String clientToken) implements ExternalCall {}

    /** Creates a task, in the same way; it is created once, however often it is asked for. */
    record CreateTask(NewContact task) implements ExternalCall {}
}
