package io.recontact.flow.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recontact.api.InvalidContactFlowException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks flow documents by the rules of the API reference, "Flow language". */
class FlowDocumentTests {

    private static final String END = """
            {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}""";

    private static final String EVERY_TYPE_THAT_RUNS = """
            DisconnectParticipant|{}
            EndFlowExecution|{}
            MessageParticipant|{"Text": "Hello $.Attributes.name"}
            MessageParticipant|{"SSML": "<speak>Hello</speak>"}
            MessageParticipant|{"PromptId": "arn:aws:connect:us-east-1:1:instance/a/prompt/b"}
            MessageParticipant|{"Media": {"Uri": "https://x", "SourceType": "S3", "MediaType": "Audio"}}
            MessageParticipantIteratively|{"Messages": [{"Text": "Still there"}], "InterruptFrequencySeconds": "20"}
            UpdateContactTargetQueue|{"QueueId": "arn:aws:connect:us-east-1:1:instance/a/queue/b"}
            UpdateContactTargetQueue|{"AgentId": "$.Attributes.agent"}
            TransferContactToQueue|{}
            DequeueContactAndTransferToQueue|{"QueueId": "$.External.queue"}
            TransferToFlow|{"ContactFlowId": "$.Attributes.flow"}
            UpdateContactAttributes|{"Attributes": {"a": "b", "n": 3, "t": true, "$.Attributes.key": "$.Channel"}}
            UpdateContactAttributes|{"Attributes": {"a": "b"}, "TargetContact": "Related"}
            UpdateFlowAttributes|{"FlowAttributes": {"a": {"Value": "b"}, "c": "d"}}
            UpdateContactData|{"Name": "n", "LanguageCode": "en-US", "CustomerId": "$.Attributes.c", "TargetContact": "Current"}
            UpdateContactData|{"References": {"site": {"Type": "URL", "Value": "$.Attributes.url"}, "x": "y"}}
            TagContact|{"Tags": {"team": "$.Attributes.team"}}
            UnTagContact|{"TagKeys": ["team"]}
            UpdateContactEventHooks|{"EventHooks": {"CustomerRemaining": "arn:aws:connect:us-east-1:1:instance/a/contact-flow/b"}}
            UpdateContactEventHooks|{"EventHooks": {"DefaultAgentUI": "a view"}}
            UpdateContactRoutingBehavior|{"QueuePriority": 1}
            UpdateContactRoutingBehavior|{"QueueTimeAdjustmentSeconds": "-30"}
            CreatePersistentContactAssociation|{"RehydrationType": "FROM_SEGMENT", "SourceContactId": "$.Attributes.source"}
            Compare|{"ComparisonValue": "$.Attributes.tier"}
            Compare|{"ComparisonValue": "$.SegmentAttributes['connect:Subtype']"}
            DistributeByPercentage|{}
            Wait|{"TimeoutSeconds": 60, "Events": ["CustomerReturned", "BotParticipantDisconnected"]}
            Wait|{"TimeLimitSeconds": "900"}
            Wait|{"TimeoutSeconds": "$.Attributes.patience"}
            InvokeLambdaFunction|{"LambdaFunctionARN": "arn:aws:lambda:us-east-1:1:function:f", "InvocationTimeLimitSeconds": "8"}
            InvokeLambdaFunction|{"LambdaFunctionARN": "$.Attributes.function", "InvocationType": "ASYNCHRONOUS"}
            UpdateContactRecordingBehavior|{"RecordingBehavior": {"RecordedParticipants": []}}
            UpdateContactRecordingAndAnalyticsBehavior|{"ChatBehavior": {}}
            UpdateFlowLoggingBehavior|{"FlowLoggingBehavior": "Enabled"}
            UpdateContactTextToSpeechVoice|{"TextToSpeechVoice": "Joanna"}
            UpdateContactMediaProcessing|{"ChatProcessor": {"ProcessingEnabled": "False"}}
            UpdateContactMediaProcessing|{"ChatProcessor": {"ProcessingEnabled": "True", "LambdaProcessorARN": "x"}}
            ConnectParticipantWithLexBot|{"LexV2Bot": {"AliasArn": "x"}, "Text": "Hello"}
            ShowView|{"ViewResource": {"Id": "x"}}
            InvokeFlowModule|{"FlowModuleId": "x"}
            CreateTask|{"ContactFlowId": "x", "Name": "y"}
            StartOutboundChatContact|{"SourceEndpoint": {"Address": "x", "Type": "CONNECT_PHONENUMBER_ARN"}, "DestinationEndpoint": {"Address": "$.CustomerEndpoint.Address", "Type": "TELEPHONE_NUMBER"}, "ContactFlowArn": "y", "ContactSubtype": "connect:SMS", "RelatedContact": "CURRENT"}
            CheckMetricData|{"MetricType": "NumberOfAgentsAvailable"}
            GetMetricData|{}
            UpdateRoutingCriteria|{"RoutingCriteria": {"Steps": []}}
            UpdateContactCallbackNumber|{"CallbackNumber": "$.StoredCustomerInput"}
            """;

    /** Types, forms and values of exports that the reference lacks or describes differently. */
    private static final String EXPORTED = """
            UntagContact|{"TagKeys": ["team"]}
            UpdateContactRoutingCriteria|{"RoutingCriteria": {"Steps": []}}
            RenderMessageTemplate|{}
            CreateContact|{"Channel": "EMAIL", "RelatedContact": "CURRENT"}
            StartOutboundEmailContact|{"EmailMessage": {"MessageSourceType": "RAW"}}
            ConnectParticipantWithAgenticCX|{"AgentConfiguration": {"WorkspaceId": "w", "ApplicationId": "a", "Alias": "b"}}
            CheckSegmentMembership|{"ProfileRequestData": {}}
            RouteContactToAgent|{}
            CreateWisdomSession|{"WisdomAssistantArn": "x"}
            UpdateContactData|{"WisdomSessionArn": "$.Wisdom.SessionArn"}
            UpdateContactData|{"SegmentAttributes": {"plan": {"ValueString": "$.Attributes.plan"}, "x": "y"}}
            TransferContactToAgent|{}
            CompleteOutboundCall|{}
            GetParticipantInput|{"EnableDTMFBuffer": "True"}
            GetParticipantInput|{"EnableDTMFBuffer": "False", "StoreInput": "True", "InputEncryption": {"EncryptionKeyId": "k", "Key": "x"}}
            UpdateContactRoutingBehavior|{"QueuePriority": "9223372036854775807"}
            UpdateContactRoutingBehavior|{"RoutingProficiencies": {"AgentHierarchyProficiency": {"AgentHierarchy": "x", "ExpirationSeconds": "30"}}}
            UpdateContactEventHooks|{"EventHooks": {"AgentWhisper": "x"}, "EventHooksConfiguration": {"AgentWhisper": {"DisableExecution": "false"}}}
            InvokeLambdaFunction|{"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": "60", "InvocationType": "ASYNCHRONOUS"}
            MessageParticipant|{"Text": "Hello", "SkipWhenDTMFBufferEnabled": "false"}
            DequeueContactAndTransferToQueue|{}
            CreatePersistentContactAssociation|{"RehydrationType": "From Segment", "SourceContactId": "$.Attributes.source"}
            CheckMetricData|{"MetricType": "OldestContactInQueueAgeSeconds", "QueueId": "$.Attributes.queue"}
            GetMetricData|{"QueueChannel": "Chat"}
            CreateTask|{"ContactFlowId": "x", "Name": "y", "References": {"site": {"Type": "URL", "Value": "https://x"}}, "DelaySeconds": "60"}
            """;

    private static final String ERRORS = """
            {"Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]}""";

    private static String flow(String... actions) {
        return """
                {"Version": "2019-10-30", "StartAction": "end", "Metadata": {"anything": [{"at": "all"}]}, "Actions": [%s, %s]}
                """.formatted(String.join(",", actions), END);
    }

    private static String action(String type, String parameters, String transitions) {
        return """
                {"Identifier": "a", "Type": "%s", "Parameters": %s, "Transitions": %s}
                """.formatted(type, parameters, transitions);
    }

    private static Step step(String type, String parameters) {
        return FlowDocument.parse(flow(action(type, parameters, """
                        {"NextAction": "end"}""")))
                .action("a")
                .step();
    }

    private static List<String> problems(String content) {
        var refused = catchThrowableOfType(InvalidContactFlowException.class, () -> FlowDocument.parse(content));
        return refused == null ? List.of() : refused.problems();
    }

    @Test
    void readsEverySupportedType() {
        var types = (EVERY_TYPE_THAT_RUNS + EXPORTED)
                .lines()
                .map(line -> line.split("\\|", 2))
                .toList();

        assertThat(types)
                .allSatisfy(type -> assertThat(problems(flow(action(type[0], type[1], ERRORS))))
                        .as(type[0] + type[1])
                        .isEmpty());
    }

    @Test
    void readsActionsAndTransitions() {
        var document = FlowDocument.parse(flow(action("Wait", """
                {"TimeoutSeconds": "30", "Events": ["CustomerReturned"]}""", """
                {"NextAction": "", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}],
                 "Conditions": [{"NextAction": "a", "Condition": {"Operator": "Equals", "Operands": ["CustomerReturned"]}}]}
                """)));

        assertThat(document.startAction()).isEqualTo("end");
        assertThat(document.actions().keySet()).containsExactlyInAnyOrder("a", "end");
        var action = document.action("a");
        assertThat(action.type()).isEqualTo("Wait");
        assertThat(action.step()).isEqualTo(new Step.Wait(Value.of("30"), Set.of(Step.WaitEvent.CUSTOMER_RETURNED)));
        assertThat(action.transitions().nextAction()).isNull();
        assertThat(action.transitions().errors()).isEqualTo(Map.of("NoMatchingError", "end"));
        assertThat(action.transitions().conditions())
                .containsExactly(
                        new Transitions.Branch(new Condition(Operator.EQUALS, Value.of("CustomerReturned")), "a"));
        assertThat(document.action("end").step()).isEqualTo(new Step.DisconnectParticipant());
    }

    @Test
    void readsParameters() {
        assertThat(step("UpdateContactAttributes", """
                {"Attributes": {"n": 3, "t": true, "k": "$.Channel"}, "TargetContact": "related"}"""))
                .isEqualTo(new Step.UpdateContactAttributes(
                        Map.of(
                                Value.of("n"), Value.of("3"),
                                Value.of("t"), Value.of("true"),
                                Value.of("k"), Value.of("$.Channel")),
                        Step.TargetContact.RELATED));
        assertThat(step("UpdateFlowAttributes", """
                {"FlowAttributes": {"a": {"Value": "b"}}}"""))
                .isEqualTo(new Step.UpdateFlowAttributes(Map.of(Value.of("a"), Value.of("b"))));
        assertThat(step("InvokeLambdaFunction", """
                {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": 3, "InvocationType": "ASYNCHRONOUS",
                 "LambdaInvocationAttributes": {"a": "b"}, "ResponseValidation": {"ResponseType": "JSON"}}"""))
                .isEqualTo(new Step.InvokeLambdaFunction(
                        Value.of("f"),
                        Duration.ofSeconds(3),
                        Step.InvocationType.ASYNCHRONOUS,
                        Map.of(Value.of("a"), Value.of("b")),
                        Step.ResponseType.JSON));
        assertThat(step("UnTagContact", """
                {"TagKeys": ["a", "b"]}""")).isEqualTo(new Step.UnTagContact(List.of("a", "b")));
        assertThat(step("DequeueContactAndTransferToQueue", """
                {"AgentId": "x"}"""))
                .isEqualTo(new Step.DequeueContactAndTransferToQueue(new Step.Target.Agent(Value.of("x"))));
    }

    @Test
    void takesTheErrorBranchForTelephoneActions() {
        assertThat(step("MessageParticipant", """
                {"SSML": "<speak/>"}""")).isEqualTo(new Step.Unavailable("NoMatchingError"));
        assertThat(step("CreateCase", "{}")).isEqualTo(new Step.Unavailable("NoMatchingError"));
        assertThat(step("UpdateContactCallbackNumber", "{}")).isEqualTo(new Step.Unavailable("InvalidCallbackNumber"));
    }

    @Test
    void takesTheErrorBranchForRedaction() {
        assertThat(step("UpdateContactRecordingAndAnalyticsBehavior", """
                {"ChatBehavior": {"ChatAnalyticsBehavior": {"InFlightChatRedactionConfiguration": {"Enabled": "True"}}}}"""))
                .isEqualTo(new Step.Unavailable("InFlightRedactionConfigurationFailed"));
    }

    @Test
    void readsTheProcessorOfMessages() {
        assertThat(step("UpdateContactMediaProcessing", """
                {"ChatProcessor": {"ProcessingEnabled": "True", "LambdaProcessorARN": "x",
                  "ChatProcessorSettings": {"DeliverUnprocessedMessages": "True"}}}"""))
                .isEqualTo(new Step.UpdateContactMediaProcessing(Value.of("x"), true));
        assertThat(step("UpdateContactMediaProcessing", """
                {"ChatProcessor": {"ProcessingEnabled": "False"}}"""))
                .isEqualTo(new Step.UpdateContactMediaProcessing(null, false));
    }

    @Test
    void recognisesAFileOfTheOldDesigner() {
        assertThat(problems("""
                {"modules": [{"id": "a", "type": "Disconnect"}], "version": "1", "type": "contactFlow", "start": "a"}""")).singleElement().asString().contains("old flow designer");
    }

    @Test
    void namesUnsupportedTypes() {
        var document = FlowDocument.parse(flow(action("CreateContact", "{}", "{}")));

        assertThat(document.unavailableTypes()).containsExactly("CreateContact");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Teleport", "messageparticipant", "TransferToAgent", "CheckStaffing", "EndFlowModuleExecution"})
    void namesAnUnknownType(String type) {
        assertThat(problems(flow(action(type, "{}", "{}"))))
                .singleElement()
                .asString()
                .startsWith("Actions[0].Type of a (%s) is ".formatted(type));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MessageParticipant               | {}                                              | exactly one of Text, SSML, PromptId, Media
            MessageParticipant               | {"Text": "a", "SSML": "b"}                      | exactly one of Text, SSML, PromptId, Media
            MessageParticipant               | {"Text": {"a": 1}}                              | Parameters.Text of a (MessageParticipant) must be text
            MessageParticipant               | {"Text": null}                                  | Parameters of a (MessageParticipant) must have exactly one of
            MessageParticipant               | {"Text": ""}                                    | Parameters.Text of a (MessageParticipant) is empty
            MessageParticipant               | {"Text": "a\\u0000b"}                           | NUL
            MessageParticipant               | []                                              | Parameters of a (MessageParticipant) must be an object
            UpdateContactTargetQueue         | {}                                              | exactly one of QueueId, AgentId
            UpdateContactTargetQueue         | {"QueueId": "q", "AgentId": "a"}                | exactly one of QueueId, AgentId
            UpdateContactTargetQueue         | {"QueueId": "q-$.Attributes.q"}                 | QueueId of a (UpdateContactTargetQueue) must be static, or one JSONPath
            DequeueContactAndTransferToQueue | {"QueueId": "q", "AgentId": "a"}                | exactly one of QueueId, AgentId
            TransferToFlow                   | {}                                              | ContactFlowId of a (TransferToFlow) is missing
            UpdateContactAttributes          | {}                                              | Attributes of a (UpdateContactAttributes) is missing
            UpdateContactAttributes          | {"Attributes": "x"}                             | Attributes of a (UpdateContactAttributes) must be an object
            UpdateContactAttributes          | {"Attributes": {"x": [1]}}                      | Attributes.x of a (UpdateContactAttributes) must be text
            UpdateContactAttributes          | {"Attributes": {}, "TargetContact": "Other"}    | TargetContact
            UpdateFlowAttributes             | {"FlowAttributes": {"x": {"Text": "y"}}}        | FlowAttributes.x
            TagContact                       | {"Tags": []}                                    | Tags
            UnTagContact                     | {"TagKeys": []}                                 | TagKeys
            UnTagContact                     | {"TagKeys": [{}]}                               | TagKeys
            UpdateContactEventHooks          | {"EventHooks": {}}                              | EventHooks
            UpdateContactEventHooks          | {"EventHooks": {"Nope": "x"}}                   | EventHooks
            UpdateContactEventHooks          | {"EventHooks": {"CustomerQueue": "x", "CustomerRemaining": "y"}} | EventHooks
            UpdateContactEventHooks          | {"EventHooks": {"CustomerQueue": ["x"]}}        | EventHooks.CustomerQueue
            UpdateContactRoutingBehavior     | {"QueuePriority": 1, "QueueTimeAdjustmentSeconds": 1} | exactly one of QueuePriority
            UpdateContactRoutingBehavior     | {"QueuePriority": 0}                            | QueuePriority
            UpdateContactRoutingBehavior     | {"QueueTimeAdjustmentSeconds": "soon"}          | QueueTimeAdjustmentSeconds
            CreatePersistentContactAssociation | {"RehydrationType": "FROM_SEGMENT"}           | SourceContactId
            Compare                          | {}                                              | ComparisonValue
            Compare                          | {"ComparisonValue": "static"}                   | ComparisonValue of a (Compare) must be one JSONPath
            Wait                             | {}                                              | exactly one of TimeoutSeconds
            Wait                             | {"TimeoutSeconds": "0"}                         | TimeoutSeconds
            Wait                             | {"TimeoutSeconds": 604801}                      | TimeoutSeconds
            Wait                             | {"TimeoutSeconds": 1e400}                       | TimeoutSeconds
            Wait                             | {"TimeoutSeconds": 1, "Events": ["Sunrise"]}    | Events
            Wait                             | {"TimeoutSeconds": 1, "Events": "CustomerReturned"} | Events
            InvokeLambdaFunction             | {}                                              | LambdaFunctionARN
            InvokeLambdaFunction             | {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": 9} | InvocationTimeLimitSeconds
            InvokeLambdaFunction             | {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": "$.Attributes.x"} | must be static
            InvokeLambdaFunction             | {"LambdaFunctionARN": "f", "InvocationType": "LATER"} | InvocationType
            InvokeLambdaFunction             | {"LambdaFunctionARN": "f", "ResponseValidation": {"ResponseType": "XML"}} | ResponseType
            InvokeLambdaFunction             | {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": 61, "InvocationType": "ASYNCHRONOUS"} | from 1 to 60
            InvokeLambdaFunction             | {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": 60} | from 1 to 8
            Wait                             | {"TimeLimitSeconds": 1, "ContinueExecution": "True"} | Equals Continue
            Wait                             | {"TimeLimitSeconds": 1, "ContinueExecution": "True", "MinimumWaitTimeSeconds": "soon"} | MinimumWaitTimeSeconds
            Wait                             | {"TimeLimitSeconds": 1, "ContinueExecution": "True", "Events": ["CustomerReturned"]} | Events
            CheckMetricData                  | {}                                              | MetricType
            CheckMetricData                  | {"MetricType": "AgentsAvailable"}               | MetricType
            CheckMetricData                  | {"MetricType": "NumberOfAgentsOnline", "QueueId": "q", "AgentId": "a"} | exactly one of QueueId, AgentId
            CreateTask                       | {"ContactFlowId": "x"}                          | Name
            CreateTask                       | {"ContactFlowId": "x", "Name": "y", "DelaySeconds": 518401} | DelaySeconds
            CreateTask                       | {"ContactFlowId": "x", "Name": "y", "DelaySeconds": 1, "ScheduledTime": "1"} | exactly one of DelaySeconds
            UpdateContactRoutingBehavior     | {}                                              | exactly one of QueuePriority
            UpdateContactRoutingBehavior     | {"QueuePriority": "9223372036854775808"}        | QueuePriority
            Loop                             | {}                                              | exactly one of LoopCount, Elements
            Loop                             | {"LoopCount": 1, "Elements": "$.External.x"}    | exactly one of LoopCount, Elements
            Loop                             | {"Elements": "a $.External.x"}                  | Elements
            Loop                             | {"LoopCount": 101}                              | LoopCount
            Loop                             | {"LoopCount": 3}                                | Equals ContinueLooping
            CheckHoursOfOperation            | {}                                              | Equals False
            GetParticipantInput              | {"Text": "1 or 2?", "StoreInput": "False"}      | must have InputTimeLimitExceeded
            GetParticipantInput              | {"StoreInput": "True"}                          | InputValidation
            GetParticipantInput              | {"StoreInput": "True", "InputValidation": {}}   | exactly one of PhoneNumberValidation
            """)
    void namesTheInvalidParameter(String type, String parameters, String problem) {
        assertThat(problems(flow(action(type, parameters, "{}")))).anyMatch(message -> message.contains(problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                              | Transitions of a (Compare) must be an object
            {"NextAction": "nowhere"}                                       | Transitions.NextAction of a (Compare) does not name an action
            {"NextAction": 7}                                               | Transitions.NextAction of a (Compare) does not name an action
            {"Errors": {}}                                                  | Transitions.Errors of a (Compare) must be a list
            {"Errors": [7]}                                                 | Transitions.Errors[0].ErrorType of a (Compare) is missing
            {"Errors": [{"ErrorType": "NoMatchingError", "NextAction": "nowhere"}]} | Transitions.Errors[0].NextAction
            {"Conditions": "none"}                                          | Transitions.Conditions of a (Compare) must be a list
            {"Conditions": [{"NextAction": "end"}]}                         | Transitions.Conditions[0].Condition.Operator
            {"Conditions": [{"Condition": {"Operator": "Matches", "Operands": ["x"]}}]} | Condition.Operator of a (Compare) is not an operator
            {"Conditions": [{"Condition": {"Operator": "Equals", "Operands": []}}]}     | Condition.Operands of a (Compare) must be a list of one text
            {"Conditions": [{"Condition": {"Operator": "Equals", "Operands": ["x", "y"]}}]} | Condition.Operands
            {"Conditions": [{"Condition": {"Operator": "Equals", "Operands": [{"Operator": "Equals", "Operands": ["x"]}]}}]} | Condition.Operands
            {"Conditions": [{"NextAction": "nowhere", "Condition": {"Operator": "Equals", "Operands": ["x"]}}]} | Transitions.Conditions[0].NextAction
            """)
    void namesTheInvalidTransition(String transitions, String problem) {
        assertThat(problems(flow(action("Compare", """
                {"ComparisonValue": "$.Channel"}""", transitions)))).anyMatch(message -> message.contains(problem));
    }

    @Test
    void acceptsAtMostFiftyConditions() {
        var condition = """
                {"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": ["x"]}}""";
        var fifty = String.join(",", Collections.nCopies(50, condition));

        assertThat(problems(flow(action("Compare", """
                {"ComparisonValue": "$.Channel"}""", "{\"Conditions\": [%s]}".formatted(fifty)))))
                .isEmpty();
        assertThat(problems(flow(action("Compare", """
                {"ComparisonValue": "$.Channel"}""", "{\"Conditions\": [%s,%s]}".formatted(fifty, condition)))))
                .anyMatch(message -> message.contains("more than 50 conditions"));
    }

    @Test
    void acceptsAtMost250Actions() {
        var many = IntStream.range(0, 249)
                .mapToObj(i -> END.replace("\"end\"", "\"end %d\"".formatted(i)))
                .collect(Collectors.joining(","));

        assertThat(problems(flow(many))).isEmpty();
        assertThat(problems(flow(many, END.replace("\"end\"", "\"one more\""))))
                .containsExactly("Actions must be a list of 1 to 250 actions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a%b",
                "a:b",
                "a(b",
                "a/b",
                "a\\\\b",
                "a$b",
                "a[b",
                "a{b",
                "",
                "__proto__",
                "constructor",
                "valueOf"
            })
    void refusesIdentifiersThatAreNotAllowed(String identifier) {
        assertThat(problems(flow(END.replace("\"end\"", "\"" + identifier + "\""))))
                .anyMatch(message -> message.startsWith("Actions[0].Identifier"));
    }

    @Test
    void refusesLongAndDuplicateIdentifiers() {
        assertThat(problems(flow(END.replace("\"end\"", "\"" + "x".repeat(50) + "\""))))
                .isEmpty();
        assertThat(problems(flow(END.replace("\"end\"", "\"" + "x".repeat(51) + "\""))))
                .anyMatch(message -> message.startsWith("Actions[0].Identifier"));
        assertThat(problems(flow(END))).containsExactly("Actions[1].Identifier end is used twice");
    }

    @Test
    void allowsATerminalActionWithoutTransitions() {
        assertThat(problems(flow("""
                {"Identifier": "a", "Type": "EndFlowExecution"}"""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{",
                "{}",
                "{\"Actions\": [null]}",
                "{\"Actions\": {}}",
                "{\"a\":1,\"a\":2}",
                "{} {}"
            })
    void refusesInvalidDocuments(String content) {
        assertThat(problems(content)).isNotEmpty();
    }

    @Test
    void refusesDeepNesting() {
        assertThat(problems("[".repeat(100_000))).containsExactly("The content is not valid JSON");
        assertThat(problems("{\"Actions\": " + "[".repeat(400) + "]".repeat(400) + "}"))
                .isNotEmpty();
    }

    /** Any misplaced JSON results in a list of problems. */
    @Test
    void neverFailsOnValuesOfTheWrongType() {
        var random = new Random(4);
        var wrong =
                List.of("null", "7", "-1.5e300", "true", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"a\": {}}", "[null]");
        var flow = flow(EVERY_TYPE_THAT_RUNS
                .lines()
                .map(line -> line.split("\\|", 2))
                .map(type -> action(type[0], type[1], """
                        {"NextAction": "end", "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}],
                         "Conditions": [{"NextAction": "end", "Condition": {"Operator": "Equals", "Operands": ["x"]}}]}"""))
                .toArray(String[]::new));
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            var tree = JsonMapper.shared().readTree(flow);
            for (int change = 0; change < 3; change++) {
                var objects = tree.findParents(List.of(
                                "Version",
                                "StartAction",
                                "Actions",
                                "Identifier",
                                "Type",
                                "Parameters",
                                "Transitions",
                                "NextAction",
                                "Errors",
                                "Conditions",
                                "ErrorType",
                                "Condition",
                                "Operator",
                                "Operands",
                                "Text",
                                "QueueId",
                                "Attributes",
                                "References",
                                "Value",
                                "Tags",
                                "TagKeys",
                                "EventHooks",
                                "QueuePriority",
                                "Events",
                                "TimeoutSeconds",
                                "ChatBehavior",
                                "ChatProcessor")
                        .get(random.nextInt(27)));
                if (objects.isEmpty() || !(objects.get(random.nextInt(objects.size())) instanceof ObjectNode object)) {
                    continue;
                }
                var names = List.copyOf(object.propertyNames());
                object.set(
                        names.get(random.nextInt(names.size())),
                        JsonMapper.shared().readTree(wrong.get(random.nextInt(wrong.size()))));
            }
            refused += problems(tree.toString()).isEmpty() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void limitsTheReportedProblems() {
        var many = IntStream.range(0, 200)
                .mapToObj(i -> "{\"Identifier\": \"%d\", \"Type\": \"%s\"}".formatted(i, "x".repeat(1_000)))
                .collect(Collectors.joining(","));

        assertThat(problems(flow(many)))
                .hasSize(50)
                .allSatisfy(message -> assertThat(message).hasSizeLessThan(300));
    }

    @Test
    void ignoresExtraParameters() {
        assertThat(Arrays.asList(step("Compare", """
                {"ComparisonValue": "$.Channel", "Extra": {"deep": [1]}}"""))).hasSize(1);
    }
}
