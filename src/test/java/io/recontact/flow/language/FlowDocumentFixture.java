package io.recontact.flow.language;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.recontact.api.InvalidContactFlowException;
import java.util.List;

/** Flow documents in JSON, and their problems. */
abstract class FlowDocumentFixture {

    static final String END = """
            {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}""";

    static final String EVERY_TYPE_THAT_RUNS = """
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

    static String flow(String... actions) {
        return """
                {"Version": "2019-10-30", "StartAction": "end", "Metadata": {"anything": [{"at": "all"}]}, "Actions": [%s, %s]}
                """.formatted(String.join(",", actions), END);
    }

    static String action(String type, String parameters, String transitions) {
        return """
                {"Identifier": "a", "Type": "%s", "Parameters": %s, "Transitions": %s}
                """.formatted(type, parameters, transitions);
    }

    static List<String> problems(String content) {
        var refused = catchThrowableOfType(InvalidContactFlowException.class, () -> FlowDocument.parse(content));
        return refused == null ? List.of() : refused.problems();
    }
}
