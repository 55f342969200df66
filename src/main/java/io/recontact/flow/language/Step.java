package io.recontact.flow.language;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The effect of an action. Records have the names of action types, except variants of a type, {@link NoEffect} and
 * {@link Unavailable}.
 */
public sealed interface Step {

    /** The queue of a step: a standard queue or the queue of an agent. */
    sealed interface Target {

        /** A queue, by its id or ARN. */
        record Queue(Value id) implements Target {}

        /** An agent, by its id or ARN. */
        record Agent(Value id) implements Target {}
    }

    /** The contact that a step changes. */
    enum TargetContact {
        CURRENT,
        RELATED
    }

    /** An event that ends a wait. */
    enum WaitEvent {
        CUSTOMER_RETURNED("CustomerReturned"),
        BOT_PARTICIPANT_DISCONNECTED("BotParticipantDisconnected");

        private final String written;

        WaitEvent(String written) {
            this.written = written;
        }

        /** Returns the name in the language, which is also the result of the wait. */
        public String written() {
            return written;
        }
    }

    /** A metric of CheckMetricData. */
    enum Metric {
        NUMBER_OF_AGENTS_AVAILABLE("NumberOfAgentsAvailable"),
        NUMBER_OF_AGENTS_STAFFED("NumberOfAgentsStaffed"),
        NUMBER_OF_AGENTS_ONLINE("NumberOfAgentsOnline"),
        OLDEST_CONTACT_IN_QUEUE_AGE("OldestContactInQueueAgeSeconds"),
        NUMBER_OF_CONTACTS_IN_QUEUE("NumberOfContactsInQueue");

        private final String written;

        Metric(String written) {
            this.written = written;
        }

        static Optional<Metric> find(@Nullable String written) {
            return Arrays.stream(values())
                    .filter(metric -> metric.written.equals(written))
                    .findFirst();
        }
    }

    /** Decides whether a flow waits for the answer of a function. */
    enum InvocationType {
        SYNCHRONOUS,
        ASYNCHRONOUS
    }

    /** The type of a function's answer: an object of texts, or any JSON. */
    enum ResponseType {
        STRING_MAP,
        JSON
    }

    /** A reference of a contact. */
    record ContactReference(Value type, Value value) {}

    record MessageParticipant(Value text) implements Step {}

    record DisconnectParticipant() implements Step {}

    record EndFlowExecution() implements Step {}

    record UpdateContactTargetQueue(Target target) implements Step {}

    record TransferContactToQueue() implements Step {}

    /** Transfers to the target queue of the contact if there is no target. */
    record DequeueContactAndTransferToQueue(@Nullable Target target) implements Step {}

    record TransferToFlow(Value flow) implements Step {}

    /** Runs the actions of a module, by its id or ARN with a qualifier. */
    record InvokeFlowModule(Value module, Template input) implements Step {}

    /** Returns from a module; the result selects the branch of the caller. */
    record EndFlowModuleExecution(@Nullable Value result, Template resultData) implements Step {}

    /** Shows a view to the customer and waits for the answer. */
    record ShowView(Value view, @Nullable Value version, Value timeoutSeconds, Template viewData) implements Step {}

    record UpdateContactAttributes(Map<Value, Value> attributes, TargetContact target) implements Step {}

    record UpdateFlowAttributes(Map<Value, Value> attributes) implements Step {}

    record UpdateContactData(
            @Nullable Value name,
            @Nullable Value description,
            @Nullable Value languageCode,
            @Nullable Value customerId,
            Map<String, ContactReference> references,
            Map<String, Value> segmentAttributes,
            TargetContact target)
            implements Step {}

    record TagContact(Map<Value, Value> tags) implements Step {}

    record UnTagContact(List<String> keys) implements Step {}

    /** Sets the flow that runs on an event. */
    record UpdateContactEventHooks(String event, Value flow) implements Step {}

    /** Has exactly one of the two. */
    record UpdateContactRoutingBehavior(
            @Nullable Value priority, @Nullable Value timeAdjustmentSeconds) implements Step {}

    /** Sets routing criteria, as JSON text whose leaves may be references. */
    record UpdateContactRoutingCriteria(Value criteria) implements Step {}

    record CreatePersistentContactAssociation(
            Value rehydrationType, Value source, @Nullable Value clientToken) implements Step {}

    record Compare(Value value) implements Step {}

    /** Checks the hours of the target queue if none are given. */
    record CheckHoursOfOperation(@Nullable Value hours) implements Step {}

    record DistributeByPercentage() implements Step {}

    /** Reads one metric of a queue; of the contact's target queue if there is no target. */
    record CheckMetricData(Metric metric, @Nullable Target target) implements Step {}

    /** Loads the metrics of a queue for references, of one channel or of all. */
    record GetMetricData(@Nullable Target target, @Nullable Value channel) implements Step {}

    /** Creates a task that begins after a delay, at a time, or at once if neither is given. */
    record CreateTask(
            Value flow,
            Value name,
            @Nullable Value description,
            Map<Value, Value> attributes,
            Map<String, ContactReference> references,
            @Nullable Value delaySeconds,
            @Nullable Value scheduledTime)
            implements Step {}

    /** Repeats a number of times, or once for each element of a list. References use the name. */
    record Loop(Value over, boolean overElements, String name) implements Step {}

    record Wait(Value timeoutSeconds, Set<WaitEvent> events) implements Step {}

    /** Waits while the branch Continue runs, at least for the minimum. */
    record WaitAndContinue(Value timeoutSeconds, Value minimumSeconds) implements Step {}

    record InvokeLambdaFunction(
            Value function,
            Duration limit,
            InvocationType invocation,
            Map<Value, Value> attributes,
            ResponseType response)
            implements Step {}

    /**
     * Lets the customer talk to a bot until the dialog closes.
     *
     * @param bot the alias ARN of an Amazon Lex V2 bot, or the name of an Amazon Lex V1 bot
     * @param alias the alias of an Amazon Lex V1 bot
     * @param text the prompt, if there is one
     * @param initialMessage what the bot is told before the customer writes
     * @param timeoutSeconds how long the bot waits for each message of the customer
     */
    record ConnectParticipantWithLexBot(
            Value bot,
            @Nullable Value alias,
            @Nullable Value text,
            Map<Value, Value> sessionAttributes,
            @Nullable Value initialMessage,
            @Nullable Value timeoutSeconds)
            implements Step {}

    /**
     * Lets a function process the messages of the chat.
     *
     * @param processor the ARN of the function; null to stop processing
     * @param deliversUnprocessed whether participants receive a message whose processing fails
     */
    record UpdateContactMediaProcessing(@Nullable Value processor, boolean deliversUnprocessed) implements Step {}

    /**
     * Starts a chat with a customer who has not written, through a bridge.
     *
     * @param source the destination of the customer's answers
     * @param destination the number of the customer
     * @param initialMessage what the customer reads first
     * @param isRelated whether the new contact is related to the current one
     */
    record StartOutboundChatContact(
            Value source,
            Value destination,
            Value flow,
            Value subtype,
            @Nullable Value initialMessage,
            boolean isRelated)
            implements Step {}

    /** Sets something that has no meaning here. The flow continues. */
    record NoEffect() implements Step {}

    /** Needs something that this service does not offer. The flow takes its error branch. */
    record Unavailable(String error) implements Step {}
}
