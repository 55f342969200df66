package io.recontact.flow.language;

import io.recontact.flow.language.Problems.Place;
import io.recontact.flow.language.Step.InvocationType;
import io.recontact.flow.language.Step.ResponseType;
import io.recontact.flow.language.Step.Target;
import io.recontact.flow.language.Step.WaitEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the step of an action by its type. */
final class StepReader {

    private static final int MAX_WAIT_SECONDS = 604_800;
    /** The shortest time limit that Amazon Connect accepts for a bot. */
    private static final int MIN_BOT_SECONDS = 60;

    private static final int MAX_INVOCATION_SECONDS = 8;

    /** "Asynchronous: up to 60 seconds" (Administrator Guide, "AWS Lambda function"). */
    private static final int MAX_ASYNCHRONOUS_SECONDS = 60;

    /** The value in the example of the reference, which names no default. */
    private static final String DEFAULT_VIEW_SECONDS = "400";

    private static final int MAX_NUMBER = 999_999_999;

    private static final Set<String> TERMINAL =
            Set.of("DisconnectParticipant", "EndFlowExecution", "EndFlowModuleExecution", "TransferContactToAgent");

    /** Read apart from the others. */
    private static final String LOOP = "Loop";

    private static final Map<String, Function<Parameters, Step>> TYPES = types();

    private StepReader() {}

    static Set<String> offeredTypes() {
        var offered = new TreeSet<>(TYPES.keySet());
        offered.add(LOOP);
        offered.removeAll(UnavailableTypes.errors().keySet());
        return offered;
    }

    static boolean isTerminal(String type) {
        return TERMINAL.contains(type);
    }

    static Step read(String identifier, String type, JsonNode parameters, Transitions transitions, Place place) {
        if (type.equals(LOOP)) { // a loop without a name has its identifier as the name
            RequiredTransitions.check(type, parameters, transitions, place.member("Transitions"));
            return loop(new Parameters(parameters, place.member("Parameters")), identifier);
        }
        var reader = TYPES.get(type);
        if (reader == null) {
            place.member("Type").refuse(UnavailableTypes.whyRefused(type));
            return new Step.NoEffect();
        }
        RequiredTransitions.check(type, parameters, transitions, place.member("Transitions"));
        return reader.apply(new Parameters(parameters, place.member("Parameters")));
    }

    private static Map<String, Function<Parameters, Step>> types() {
        var types = new HashMap<String, Function<Parameters, Step>>();
        UnavailableTypes.errors().forEach((type, error) -> types.put(type, _ -> new Step.Unavailable(error)));
        for (var type : List.of(
                "UpdateContactRecordingBehavior", "UpdateContactTextToSpeechVoice", "UpdateFlowLoggingBehavior")) {
            types.put(type, _ -> new Step.NoEffect());
        }
        types.put("UpdateContactRecordingAndAnalyticsBehavior", StepReader::recordingAndAnalytics);
        types.put("UpdateContactMediaProcessing", StepReader::mediaProcessing);
        types.put("MessageParticipant", StepReader::message);
        types.put("GetParticipantInput", StepReader::input);
        types.put("ConnectParticipantWithLexBot", StepReader::bot);
        types.put("DisconnectParticipant", _ -> new Step.DisconnectParticipant());
        types.put("EndFlowExecution", _ -> new Step.EndFlowExecution());
        types.put("UpdateContactTargetQueue", p -> new Step.UpdateContactTargetQueue(target(p)));
        types.put("TransferContactToQueue", _ -> new Step.TransferContactToQueue());
        types.put("DequeueContactAndTransferToQueue", p -> new Step.DequeueContactAndTransferToQueue(targetIfAny(p)));
        types.put("TransferToFlow", p -> new Step.TransferToFlow(p.whole("ContactFlowId")));
        types.put("InvokeFlowModule", p -> new Step.InvokeFlowModule(p.whole("FlowModuleId"), p.template("Input")));
        types.put(
                "EndFlowModuleExecution",
                p -> new Step.EndFlowModuleExecution(p.optionalWhole("Result"), p.template("ResultData")));
        types.put("ShowView", StepReader::view);
        types.put(
                "UpdateContactAttributes",
                p -> new Step.UpdateContactAttributes(p.map("Attributes"), ContactStepReader.targetContact(p)));
        types.put("UpdateFlowAttributes", p -> new Step.UpdateFlowAttributes(p.map("FlowAttributes")));
        types.put("UpdateContactData", ContactStepReader::contactData);
        types.put("TagContact", p -> new Step.TagContact(p.map("Tags")));
        types.put("UntagContact", ContactStepReader::untag);
        types.put("UnTagContact", ContactStepReader::untag); // the spelling of the reference
        types.put("UpdateContactEventHooks", ContactStepReader::hooks);
        types.put("UpdateContactRoutingBehavior", ContactStepReader::routing);
        types.put("UpdateContactRoutingCriteria", ContactStepReader::routingCriteria);
        types.put("UpdateRoutingCriteria", ContactStepReader::routingCriteria); // the spelling of the reference
        types.put(
                "CreatePersistentContactAssociation",
                p -> new Step.CreatePersistentContactAssociation(
                        p.whole("RehydrationType"), p.whole("SourceContactId"), p.optionalWhole("ClientToken")));
        types.put("Compare", StepReader::compare);
        types.put("CheckHoursOfOperation", p -> new Step.CheckHoursOfOperation(p.optionalWhole("HoursOfOperationId")));
        types.put("DistributeByPercentage", _ -> new Step.DistributeByPercentage());
        types.put("CheckMetricData", StepReader::metric);
        types.put("GetMetricData", p -> new Step.GetMetricData(targetIfAny(p), p.optionalWhole("QueueChannel")));
        types.put("CreateTask", ContactStepReader::task);
        types.put("StartOutboundChatContact", ContactStepReader::outboundChat);
        types.put("Wait", StepReader::waiting);
        types.put("InvokeLambdaFunction", StepReader::invocation);
        return Map.copyOf(types);
    }

    private static Step message(Parameters p) {
        var given = p.oneOf("Text", "SSML", "PromptId", "Media");
        // Chats have no speech.
        return given.filter("Text"::equals).isPresent()
                ? new Step.MessageParticipant(p.required("Text"))
                : new Step.Unavailable(Outcome.NO_MATCHING_ERROR);
    }

    private static Step bot(Parameters p) {
        var version = p.oneOf("LexV2Bot", "LexBot").orElse("LexV2Bot");
        var bot = p.nested(version);
        var id = version.equals("LexBot") ? bot.required("Name") : bot.required("AliasArn");
        var alias = version.equals("LexBot") ? bot.optional("Alias") : null;
        // The reference spells the object LexInitilizationData; exports of the console do not.
        var initial = p.nested(p.has("LexInitilizationData") ? "LexInitilizationData" : "LexInitializationData");
        var timeout = p.nested("LexTimeoutSeconds");
        var prompt = p.atMostOneOf("Text", "SSML", "PromptId", "Media").orElse("Text");
        if (!prompt.equals("Text")) {
            return new Step.Unavailable(Outcome.NO_MATCHING_ERROR); // chats have no speech
        }
        return new Step.ConnectParticipantWithLexBot(
                id,
                alias,
                p.optional("Text"),
                p.has("LexSessionAttributes") ? p.map("LexSessionAttributes") : Map.of(),
                initial.optional("InitialMessage"),
                timeout.has("Text") ? timeout.number("Text", MIN_BOT_SECONDS, MAX_WAIT_SECONDS) : null);
    }

    /** Keypad input exists on telephones only; a chat takes the error branch. */
    private static Step input(Parameters p) {
        if (p.has("EnableDTMFBuffer")) { // only configures the keypad buffer
            return new Step.Unavailable(Outcome.NO_MATCHING_ERROR);
        }
        if (p.has("InputTimeLimitSeconds")) {
            p.number("InputTimeLimitSeconds", 1, MAX_NUMBER);
        }
        if (p.isTrue("StoreInput") != p.has("InputValidation")) {
            p.place().member("InputValidation").refuse("is required if StoreInput is True, and only then");
        }
        if (p.has("InputValidation")) {
            p.nested("InputValidation").oneOf("PhoneNumberValidation", "CustomValidation");
        }
        return new Step.Unavailable(Outcome.NO_MATCHING_ERROR);
    }

    private static Target target(Parameters p) {
        return p.oneOf("QueueId", "AgentId").filter("AgentId"::equals).isPresent()
                ? new Target.Agent(p.whole("AgentId"))
                : new Target.Queue(p.has("QueueId") ? p.whole("QueueId") : Value.of(""));
    }

    private static @Nullable Target targetIfAny(Parameters p) {
        return p.has("QueueId") || p.has("AgentId") ? target(p) : null;
    }

    private static Step metric(Parameters p) {
        var metric =
                Step.Metric.find(p.has("MetricType") ? p.required("MetricType").text(_ -> Optional.empty()) : null);
        if (metric.isEmpty()) {
            p.place().member("MetricType").refuse("is not a metric of the flow language");
        }
        return new Step.CheckMetricData(metric.orElse(Step.Metric.NUMBER_OF_AGENTS_AVAILABLE), targetIfAny(p));
    }

    /** Reads a loop. The guide requires a name for a list; exports omit it. */
    private static Step loop(Parameters p, String identifier) {
        var named = p.has("LoopName") ? p.required("LoopName") : Value.of(identifier);
        if (!named.isStatic()) {
            p.place().member("LoopName").refuse("must be static");
        }
        var name = named.text(_ -> Optional.empty());
        return switch (p.oneOf("LoopCount", "Elements").orElse("")) {
            case "Elements" -> new Step.Loop(elements(p), true, name);
            case "LoopCount" -> new Step.Loop(p.number("LoopCount", 0, 100), false, name);
            default -> new Step.NoEffect(); // has a problem, and is not published
        };
    }

    private static Value elements(Parameters p) {
        return p.isList("Elements")
                ? new Value(List.of(new Value.Text(p.list("Elements").toString())))
                : p.whole("Elements");
    }

    private static Step compare(Parameters p) {
        var value = p.required("ComparisonValue");
        if (p.has("ComparisonValue") && !value.isReference()) {
            p.place().member("ComparisonValue").refuse("must be one JSONPath reference");
        }
        return new Step.Compare(value);
    }

    /** Reads a wait. The reference has TimeoutSeconds; exports of the console have TimeLimitSeconds. */
    private static Step waiting(Parameters p) {
        var timeout = p.oneOf("TimeoutSeconds", "TimeLimitSeconds")
                .map(name -> p.number(name, 1, MAX_WAIT_SECONDS))
                .orElse(Value.of("1"));
        if (p.isTrue("ContinueExecution")) {
            if (!p.list("Events").isEmpty()) {
                p.place().member("Events").refuse("cannot be waited for with ContinueExecution");
            }
            return new Step.WaitAndContinue(
                    timeout,
                    p.has("MinimumWaitTimeSeconds")
                            ? p.number("MinimumWaitTimeSeconds", 0, MAX_WAIT_SECONDS)
                            : Value.of("0"));
        }
        var events = EnumSet.noneOf(WaitEvent.class);
        for (var written : p.list("Events")) {
            Arrays.stream(WaitEvent.values())
                    .filter(event -> event.written().equals(Parameters.text(written)))
                    .findFirst()
                    .ifPresentOrElse(
                            events::add,
                            () -> p.place()
                                    .member("Events")
                                    .refuse("may have CustomerReturned and BotParticipantDisconnected only"));
        }
        return new Step.Wait(timeout, Set.copyOf(events));
    }

    /** Reads a view. Exports write the version behind the id, the reference as a parameter. */
    private static Step view(Parameters p) {
        var resource = p.nested("ViewResource");
        var step = new Step.ShowView(
                resource.whole("Id"),
                resource.optionalWhole("Version"),
                p.has("InvocationTimeLimitSeconds")
                        ? p.number("InvocationTimeLimitSeconds", 1, MAX_WAIT_SECONDS)
                        : Value.of(DEFAULT_VIEW_SECONDS),
                p.template("ViewData"));
        // The service would not hide the response from the transcript.
        return p.nested("SensitiveDataConfiguration").list("HideResponseOn").isEmpty()
                ? step
                : new Step.Unavailable(Outcome.NO_MATCHING_ERROR);
    }

    private static Step invocation(Parameters p) {
        var type = p.choice("InvocationType", InvocationType.class, InvocationType.SYNCHRONOUS);
        var most = switch (type) {
            case SYNCHRONOUS -> MAX_INVOCATION_SECONDS;
            case ASYNCHRONOUS -> MAX_ASYNCHRONOUS_SECONDS;
        };
        var limit = p.has("InvocationTimeLimitSeconds")
                ? p.number("InvocationTimeLimitSeconds", 1, most)
                : Value.of(String.valueOf(most));
        if (!limit.isStatic()) {
            p.place().member("InvocationTimeLimitSeconds").refuse("must be static");
        }
        var validation = p.nested("ResponseValidation");
        return new Step.InvokeLambdaFunction(
                p.whole("LambdaFunctionARN"),
                Duration.ofSeconds(limit.integer(_ -> Optional.empty()).orElse(most)),
                type,
                p.has("LambdaInvocationAttributes") ? p.map("LambdaInvocationAttributes") : Map.of(),
                validation.choice("ResponseType", ResponseType.class, ResponseType.STRING_MAP));
    }

    /** Ignores analytics, but refuses redaction, which the service would not perform. */
    private static Step recordingAndAnalytics(Parameters p) {
        return p.nested("ChatBehavior")
                        .nested("ChatAnalyticsBehavior")
                        .nested("InFlightChatRedactionConfiguration")
                        .isTrue("Enabled")
                ? new Step.Unavailable("InFlightRedactionConfigurationFailed")
                : new Step.NoEffect();
    }

    /** Refuses message processing, which the service would not perform. */
    private static Step mediaProcessing(Parameters p) {
        p.object("ChatProcessor");
        var processor = p.nested("ChatProcessor");
        return new Step.UpdateContactMediaProcessing(
                processor.isTrue("ProcessingEnabled") ? processor.whole("LambdaProcessorARN") : null,
                processor.nested("ChatProcessorSettings").isTrue("DeliverUnprocessedMessages"));
    }
}
