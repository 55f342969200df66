package io.recontact.flow.language;

import io.recontact.flow.language.Problems.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Refuses what CreateContactFlow of Amazon Connect refuses. The rules differ from the reference: users found them by
 * publishing flows. The parameters of types that are not listed are unknown.
 */
final class StrictRules {

    /** The allowed parameters, the errors that require a branch, and the errors that must not have one. */
    private record Rule(Set<String> parameters, Set<String> required, Set<String> forbidden) {}

    private static final Map<String, Rule> RULES = rules("""
            CheckHoursOfOperation           | HoursOfOperationId                        | NoMatchingError | NoMatchingCondition
            CheckMetricData                 | MetricType QueueId AgentId                | NoMatchingCondition NoMatchingError |
            Compare                         | ComparisonValue                           | NoMatchingCondition | NoMatchingError
            CreatePersistentContactAssociation | RehydrationType SourceContactId ClientToken | NoMatchingError |
            CreateTask                      | ContactFlowId Attributes Name Description References DelaySeconds ScheduledTime TaskTemplateId | NoMatchingError |
            DequeueContactAndTransferToQueue | QueueId AgentId                          | QueueAtCapacity NoMatchingError |
            DisconnectParticipant           |                                           | |
            DistributeByPercentage          |                                           | NoMatchingCondition |
            EndFlowExecution                |                                           | |
            GetMetricData                   | QueueId AgentId QueueChannel              | NoMatchingError |
            GetParticipantInput             | Text SSML PromptId Media StoreInput InputTimeLimitSeconds DTMFConfiguration InputValidation InputEncryption EnableDTMFBuffer | NoMatchingError |
            InvokeLambdaFunction            | LambdaFunctionARN InvocationTimeLimitSeconds InvocationType LambdaInvocationAttributes ResponseValidation | NoMatchingError |
            Loop                            | LoopCount LoopName Elements               | |
            MessageParticipant              | Text SSML PromptId Media SkipWhenDTMFBufferEnabled | |
            TagContact                      | Tags                                      | NoMatchingError |
            TransferContactToQueue          |                                           | QueueAtCapacity NoMatchingError |
            TransferToFlow                  | ContactFlowId                             | NoMatchingError |
            UntagContact                    | TagKeys                                   | NoMatchingError |
            UpdateContactAttributes         | Attributes TargetContact                  | NoMatchingError |
            UpdateContactCallbackNumber     | CallbackNumber                            | InvalidCallbackNumber CallbackNumberNotDialable | NoMatchingError
            UpdateContactData               | Name Description LanguageCode CustomerId TargetContact WisdomSessionArn WatchlistId IsVoiceIdStreamingEnabled IsVoiceAuthenticationEnabled IsFraudDetectionEnabled VoiceAuthenticationThreshold VoiceAuthenticationResponseTime FraudDetectionThreshold | NoMatchingError |
            UpdateContactEventHooks         | EventHooks                                | NoMatchingError |
            UpdateContactRoutingBehavior    | QueuePriority QueueTimeAdjustmentSeconds RoutingProficiencies | |
            UpdateContactRoutingCriteria    | RoutingCriteria                           | NoMatchingError |
            UpdateContactTargetQueue        | QueueId AgentId                           | NoMatchingError |
            UpdateFlowAttributes            | FlowAttributes                            | NoMatchingError |
            UpdateFlowLoggingBehavior       | FlowLoggingBehavior                       | |
            Wait                            | TimeLimitSeconds Events ContinueExecution MinimumWaitTimeSeconds | NoMatchingError |
            """);

    /** The spellings of the reference, and those of Amazon Connect. */
    private static final Map<String, String> MISSPELT =
            Map.of("UnTagContact", "UntagContact", "UpdateRoutingCriteria", "UpdateContactRoutingCriteria");

    /** Types without a next action, or with branches only. */
    private static final Set<String> WITHOUT_NEXT_ACTION =
            Set.of("MessageParticipantIteratively", "DequeueContactAndTransferToQueue", "TransferContactToQueue");

    private StrictRules() {}

    static void check(String type, JsonNode action, Place place) {
        if (MISSPELT.containsKey(type)) {
            place.member("Type").refuse("is spelt %s by the service".formatted(MISSPELT.get(type)));
        }
        var parameters = action.path("Parameters");
        refuseEmpty(parameters, place.member("Parameters"));
        var transitions = action.path("Transitions");
        var at = place.member("Transitions");
        checkOperands(transitions.path("Conditions"), at.member("Conditions"));
        if (!StepReader.isTerminal(type)
                && !WITHOUT_NEXT_ACTION.contains(type)
                && transitions.path("NextAction").stringValue("").isEmpty()) {
            at.member("NextAction").refuse("is missing");
        }
        var rule = RULES.get(type);
        if (rule != null) {
            for (var name : parameters.propertyNames()) {
                if (!rule.parameters().contains(name)) {
                    place.member("Parameters").member(Problems.name(name)).refuse("is not a parameter of this type");
                }
            }
            checkErrors(rule, transitions.path("Errors"), at.member("Errors"));
        }
    }

    private static void checkErrors(Rule rule, JsonNode list, Place at) {
        var declared = list.valueStream()
                .map(error -> error.path("ErrorType").stringValue(""))
                .toList();
        for (var error : rule.required()) {
            if (!declared.contains(error)) {
                at.refuse("must have " + error);
            }
        }
        for (var error : rule.forbidden()) {
            if (declared.contains(error)) {
                at.refuse("must not have " + error);
            }
        }
    }

    /** Refuses empty operands and the second spelling of operators. */
    private static void checkOperands(JsonNode conditions, Place at) {
        for (int i = 0; i < conditions.size(); i++) {
            var condition = conditions.path(i).path("Condition");
            var place = at.item(i).member("Condition");
            if (condition.path("Operator").stringValue("").startsWith("Numeric")) {
                place.member("Operator").refuse("is spelt Number… by the service");
            }
            for (var operand : condition.path("Operands")) {
                if (operand.stringValue("x").isEmpty()) {
                    place.member("Operands").refuse("has an empty operand");
                }
            }
        }
    }

    /**
     * Refuses empty texts as values of parameters and their entries. Lists may have empty texts, as in published flows.
     */
    private static void refuseEmpty(JsonNode node, Place at) {
        if (node.isString() && node.stringValue().isEmpty()) {
            at.refuse("is empty");
        }
        node.properties().forEach(entry -> refuseEmpty(entry.getValue(), at.member(Problems.name(entry.getKey()))));
    }

    private static Map<String, Rule> rules(String table) {
        var rules = new HashMap<String, Rule>();
        table.lines().forEach(line -> {
            var cells = List.of(line.split("\\|", -1));
            rules.put(
                    cells.getFirst().strip(), new Rule(words(cells.get(1)), words(cells.get(2)), words(cells.get(3))));
        });
        return Map.copyOf(rules);
    }

    private static Set<String> words(String cell) {
        return cell.isBlank() ? Set.of() : Set.of(cell.strip().split(" +"));
    }
}
