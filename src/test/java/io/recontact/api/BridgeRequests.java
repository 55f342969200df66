package io.recontact.api;

import java.util.Map;
import java.util.function.Supplier;

/** Requests to supervise chats and to process their messages, and of bridges. */
final class BridgeRequests {

    private BridgeRequests() {}

    static Map<String, Supplier<String>> of(RequestFixtures given) {
        return Map.of(
                "MonitorContact",
                () -> given.within(
                        "ContactId",
                        given.attendedChat(),
                        "UserId",
                        given.user(),
                        "AllowedMonitorCapabilities",
                        "[\"SILENT_MONITOR\", \"BARGE\"]",
                        "ClientToken",
                        RequestFixtures.random()),
                "StartContactMediaProcessing",
                () -> given.within(
                        "ContactId",
                        given.attendedChat(),
                        "ProcessorArn",
                        RequestModelTests.FUNCTION,
                        "FailureMode",
                        "DELIVER_UNPROCESSED_MESSAGE"),
                "StopContactMediaProcessing",
                () -> given.within("ContactId", given.attendedChat()),
                "SendChatIntegrationEvent",
                () -> """
                        {"SourceId": "%s", "DestinationId": "%s", "Subtype": "connect:SMS",
                         "Event": {"Type": "MESSAGE", "ContentType": "text/plain", "Content": "Hello"},
                         "NewSessionDetails": {"SupportedMessagingContentTypes": ["text/plain"],
                             "ParticipantDetails": {"DisplayName": "Ada"}, "Attributes": {"a": "b"},
                             "StreamingConfiguration": {"StreamingEndpointArn": "%s"}}}
                        """.formatted(RequestFixtures.random(), RequestModelTests.NUMBER, RequestModelTests.ENDPOINT),
                "StartOutboundChatContact",
                () -> """
                        {"InstanceId": "%s", "ContactFlowId": "%s", "ClientToken": "%s",
                         "SourceEndpoint": {"Type": "CONNECT_PHONENUMBER_ARN", "Address": "%s"},
                         "DestinationEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "%s"},
                         "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:SMS"}},
                         "Attributes": {"a": "b"}, "ChatDurationInMinutes": 60,
                         "ParticipantDetails": {"DisplayName": "Ada"},
                         "InitialSystemMessage": {"ContentType": "text/plain", "Content": "Hello"},
                         "SupportedMessagingContentTypes": ["text/plain"]}
                        """.formatted(
                                RequestModelTests.FIRST_INSTANCE,
                                RequestModelTests.FIRST_FLOW,
                                RequestFixtures.random(),
                                RequestModelTests.NUMBER,
                                RequestFixtures.random()));
    }
}
