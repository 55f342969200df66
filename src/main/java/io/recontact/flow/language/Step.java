package io.recontact.flow.language;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an action does. Records are named as the types of actions are, but for forms of a type and the last two. */
public sealed interface Step {

    /** The queue of a step: one that is shared, or the one of an agent. */
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

    /** What a wait can be ended by. */
    enum WaitEvent {
        CUSTOMER_RETURNED("CustomerReturned"),
        BOT_PARTICIPANT_DISCONNECTED("BotParticipantDisconnected");

        private final String written;

        WaitEvent(String written) {
            this.written = written;
        }

        /** Its name in the language, which is also the result of a wait that it has ended. */
        public String written() {
            return written;
        }
    }

    /** What CheckMetricData tells of a queue. */
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

    /** Whether a flow waits for what it has called. */
    enum InvocationType {
        SYNCHRONOUS,
        ASYNCHRONOUS
    }

    /** What a function may answer: names with texts, or any JSON. */
    enum ResponseType {
        STRING_MAP,
        JSON
    }

    /** What a contact refers to. */
    record ContactReference(Value type, Value value) {}

    record MessageParticipant(Value text) implements Step {}

    record DisconnectParticipant() implements Step {}

    record EndFlowExecution() implements Step {}

    record UpdateContactTargetQueue(Target target) implements Step {}

    record TransferContactToQueue() implements Step {}

    /** Without a target, to the target queue of the contact. */
    record DequeueContactAndTransferToQueue(@Nullable Target target) implements Step {}

    record TransferToFlow(Value flow) implements Step {}

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

    /** An event, by its name, and the flow that is to run on it. */
    record UpdateContactEventHooks(String event, Value flow) implements Step {}

    /** One of the two is given. */
    record UpdateContactRoutingBehavior(
            @Nullable Value priority, @Nullable Value timeAdjustmentSeconds) implements Step {}

    record CreatePersistentContactAssociation(
            Value rehydrationType, Value source, @Nullable Value clientToken) implements Step {}

    record Compare(Value value) implements Step {}

    /** Without hours, those of the target queue. */
    record CheckHoursOfOperation(@Nullable Value hours) implements Step {}

    record DistributeByPercentage() implements Step {}

    /** Asks for one metric; without a target, of the target queue of the contact. */
    record CheckMetricData(Metric metric, @Nullable Target target) implements Step {}

    /** Loads the metrics of a queue, of one channel or of all, for references. */
    record GetMetricData(@Nullable Target target, @Nullable Value channel) implements Step {}

    /** When it begins: after a delay, or at a time, or at once if neither is given. */
    record CreateTask(
            Value flow,
            Value name,
            @Nullable Value description,
            Map<Value, Value> attributes,
            Map<String, ContactReference> references,
            @Nullable Value delaySeconds,
            @Nullable Value scheduledTime)
            implements Step {}

    /** So many times, or once for each element of a list; the name is what references call the loop by. */
    record Loop(Value over, boolean overElements, String name) implements Step {}

    record Wait(Value timeoutSeconds, Set<WaitEvent> events) implements Step {}

    /** Wait that runs the branch of Continue meanwhile. It is not over before the minimum. */
    record WaitAndContinue(Value timeoutSeconds, Value minimumSeconds) implements Step {}

    record InvokeLambdaFunction(
            Value function,
            Duration limit,
            InvocationType invocation,
            Map<Value, Value> attributes,
            ResponseType response)
            implements Step {}

    /** Sets what has no meaning for a chat here: the flow goes on. */
    record NoEffect() implements Step {}

    /** Asks for what a chat cannot have here: the flow takes the branch of an error. */
    record Unavailable(String error) implements Step {}
}
