package io.recontact.flow.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads flow documents by the rules of the API reference, "Flow language". */
class FlowDocumentTests extends FlowDocumentFixture {

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

    private static Step step(String type, String parameters) {
        return FlowDocument.parse(flow(action(type, parameters, """
                        {"NextAction": "end"}""")))
                .action("a")
                .step();
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
    void allowsATerminalActionWithoutTransitions() {
        assertThat(problems(flow("""
                {"Identifier": "a", "Type": "EndFlowExecution"}"""))).isEmpty();
    }

    @Test
    void ignoresExtraParameters() {
        assertThat(Arrays.asList(step("Compare", """
                {"ComparisonValue": "$.Channel", "Extra": {"deep": [1]}}"""))).hasSize(1);
    }
}
