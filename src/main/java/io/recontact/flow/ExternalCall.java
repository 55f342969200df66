package io.recontact.flow;

import io.recontact.api.InstanceId;
import io.recontact.chat.ChatMessage;
import io.recontact.contact.ChatIntegration;
import io.recontact.contact.NewChat;
import io.recontact.contact.NewContact;
import io.recontact.contact.PersistentContactAssociation;
import io.recontact.flow.language.Step;
import io.recontact.webhook.LambdaFunction;
import io.recontact.webhook.LexBot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that a flow makes outside of its own transaction. */
sealed interface ExternalCall {

    /** Invokes a function. */
    record Invoke(
            LambdaFunction function, Duration limit, String event, Step.InvocationType type, Step.ResponseType response)
            implements ExternalCall {}

    /** Tells a bot what the customer has written, as a request of RecognizeText. */
    record Recognize(LexBot bot, String request) implements ExternalCall {}

    /** Creates a persistent contact association, in a transaction that may fail alone. */
    record Associate(
            InstanceId instance,
            PersistentContactAssociation association,
            @Nullable String clientToken) implements ExternalCall {}

    /** Creates a task, in a transaction that may fail alone. A repeated call creates no second task. */
    record CreateTask(NewContact task) implements ExternalCall {}

    /** Starts a chat through a bridge, in a transaction that may fail alone. A repeated call starts no second chat. */
    record StartOutboundChat(
            ChatIntegration integration,
            NewChat chat,
            @Nullable ChatMessage firstMessage) implements ExternalCall {}
}
