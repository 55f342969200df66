package io.recontact.api;

import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.type.TypeReference;

/** One valid request for each operation, with as many members as one request can have. */
final class ValidRequests extends RequestFixtures {

    private final Map<String, Supplier<String>> byOperation = new HashMap<>();

    ValidRequests(Service.Calls calls, RawCalls raw, QueuedChats waiting, Clock clock) {
        super(calls, raw, waiting, clock);
        byOperation.putAll(contactsAndDefaults());
        byOperation.putAll(AgentStatusRequests.of(this));
        byOperation.putAll(MetricRequests.of(this));
        byOperation.putAll(UserRequests.of(this));
        byOperation.putAll(FlowRequests.of(this));
        byOperation.putAll(HoursRequests.of(this));
        byOperation.putAll(InstanceRequests.of(this));
        byOperation.putAll(QueueRequests.of(this));
        byOperation.putAll(RoutingProfileRequests.of(this));
        byOperation.putAll(QuickConnectRequests.of(this));
        byOperation.putAll(UserRequests.of(this));
        byOperation.putAll(BridgeRequests.of(this));
        byOperation.putAll(UserRequests.of(this));
        byOperation.putAll(BridgeRequests.of(this));
    }

    /** The members of a fresh request, if there is one for the operation. */
    Optional<Map<String, Object>> of(Operation operation) {
        // Both services have a DescribeView.
        var ofParticipants =
                operation.ofParticipantService() ? byOperation.get("participant " + operation.name()) : null;
        return Optional.ofNullable(ofParticipants == null ? byOperation.get(operation.name()) : ofParticipants)
                .map(request -> JSON.readValue(request.get(), new TypeReference<Map<String, Object>>() {}));
    }

    private Map<String, Supplier<String>> contactsAndDefaults() {
        return Map.ofEntries(
                Map.entry("CreateInstance", () -> """
                        {"ClientToken": "{new}", "IdentityManagementType": "CONNECT_MANAGED", "InstanceAlias": "{name}",
                         "InboundCallsEnabled": true, "OutboundCallsEnabled": false, "Tags": {"a": "b"}}
                        """.replace("{new}", random()).replace("{name}", name())),
                Map.entry("DescribeInstance", this::instance),
                Map.entry("ListInstances", () -> "{\"MaxResults\": 5}"),
                Map.entry(
                        "DeleteInstance", () -> """
                        {"InstanceId": "%s", "ClientToken": "a"}""".formatted(calls.newTenant().instance())),
                Map.entry("CreateContactFlow", () -> """
                        {"InstanceId": "%s", "Name": "%s", "Type": "CONTACT_FLOW", "Description": "d", "Content": %s,
                         "Status": "PUBLISHED", "Tags": {"a": "b"}}
                        """.formatted(tenant.instance(), name(), content())),
                Map.entry("DescribeContactFlow", () -> within("ContactFlowId", tenant.flow())),
                Map.entry(
                        "ListContactFlows", () -> within("ContactFlowTypes", "[\"CONTACT_FLOW\"]", "MaxResults", "5")),
                Map.entry("UpdateContactFlowContent", () -> within("ContactFlowId", newFlow(), "Content", content())),
                Map.entry(
                        "UpdateContactFlowMetadata",
                        () -> within(
                                "ContactFlowId",
                                newFlow(),
                                "Name",
                                name(),
                                "Description",
                                "d",
                                "ContactFlowState",
                                "ARCHIVED")),
                Map.entry("DeleteContactFlow", () -> within("ContactFlowId", newFlow())),
                Map.entry("CreateHoursOfOperation", () -> """
                        {"InstanceId": "%s", "Name": "%s", "Description": "d", "TimeZone": "UTC", "Tags": {"a": "b"},
                         "Config": [{"Day": "MONDAY", "StartTime": {"Hours": 8, "Minutes": 0},
                                     "EndTime": {"Hours": 17, "Minutes": 0}}]}
                        """.formatted(tenant.instance(), name())),
                Map.entry("DescribeHoursOfOperation", () -> within("HoursOfOperationId", hours())),
                Map.entry("ListHoursOfOperations", () -> within("MaxResults", "5")),
                Map.entry("CreateQueue", () -> """
                        {"InstanceId": "%s", "Name": "%s", "Description": "d", "HoursOfOperationId": "%s", "MaxContacts": 5,
                         "OutboundCallerConfig": {"OutboundCallerIdName": "Ada"}, "Tags": {"a": "b"},
                         "OutboundEmailConfig": {"OutboundEmailAddressId": "%s"},
                         "EmailAddressesConfig": [{"EmailAddressId": "%s"}], "QuickConnectIds": ["%s"]}
                        """.formatted(
                                tenant.instance(),
                                name(),
                                hours(),
                                random(),
                                random(),
                                QuickConnectRequests.newQuickConnect(this))),
                Map.entry("DescribeQueue", () -> within("QueueId", queue())),
                Map.entry("ListQueues", () -> within("QueueTypes", "[\"STANDARD\"]", "MaxResults", "5")),
                Map.entry("CreateRoutingProfile", () ->
                        """
                        {"InstanceId": "%1$s", "Name": "%2$s", "Description": "d", "DefaultOutboundQueueId": "%3$s",
                         "QueueConfigs": [{"QueueReference": {"QueueId": "%3$s", "Channel": "CHAT"}, "Priority": 1,
                                           "Delay": 0}],
                         "ManualAssignmentQueueConfigs": [{"QueueReference": {"QueueId": "%3$s", "Channel": "CHAT"}}],
                         "MediaConcurrencies": %4$s,
                         "AgentAvailabilityTimer": "TIME_SINCE_LAST_INBOUND", "Tags": {"a": "b"}}
                        """.formatted(tenant.instance(), name(), queue(), RoutingProfileRequests.CONCURRENCIES)),
                Map.entry("DescribeRoutingProfile", () -> within("RoutingProfileId", routingProfile())),
                Map.entry("ListRoutingProfiles", () -> within("MaxResults", "5")),
                Map.entry(
                        "ListRoutingProfileQueues",
                        () -> within("RoutingProfileId", routingProfile(), "MaxResults", "5")),
                Map.entry("CreateSecurityProfile", () -> """
                        {"InstanceId": "%s", "SecurityProfileName": "%s", "Description": "d", "Permissions": ["p"],
                         "Tags": {"a": "b"}, "AllowedAccessControlTags": {"a": "b"}, "TagRestrictedResources": ["User"],
                         "Applications": [{"Namespace": "n", "ApplicationPermissions": ["ACCESS"],
                                           "Type": "THIRD_PARTY_APPLICATION"}],
                         "HierarchyRestrictedResources": ["User"],
                         "AllowedFlowModules": [{"Type": "MCP", "FlowModuleId": "m"}],
                         "AllowedAIAgents": [{"Arn": "arn:aws:wisdom:a", "Type": "THIRD_PARTY"}],
                         "GranularAccessControlConfiguration": {"DataTableAccessControlConfiguration": {
                             "PrimaryAttributeAccessControlConfiguration": {"PrimaryAttributeValues": [
                                 {"AccessType": "ALLOW", "AttributeName": "n", "Values": ["v"]}]}}}}
                        """.formatted(tenant.instance(), name())),
                Map.entry("DescribeSecurityProfile", () -> within("SecurityProfileId", securityProfile())),
                Map.entry("ListSecurityProfiles", () -> within("MaxResults", "5")),
                Map.entry("CreateAgentStatus", () -> """
                        {"InstanceId": "%s", "Name": "%s", "Description": "d", "State": "ENABLED", "DisplayOrder": 5,
                         "Tags": {"a": "b"}}
                        """.formatted(tenant.instance(), name())),
                Map.entry("DescribeAgentStatus", () -> within("AgentStatusId", agentStatus())),
                Map.entry("ListAgentStatuses", () -> within("AgentStatusTypes", "[\"ROUTABLE\"]", "MaxResults", "5")),
                Map.entry("CreateUser", () ->
                        """
                        {"InstanceId": "%s", "Username": "%s", "Password": "Passw0rd!", "Tags": {"a": "b"},
                         "IdentityInfo": {"FirstName": "Grace", "LastName": "Hopper", "Email": "g@example.com",
                                          "SecondaryEmail": "h@example.com", "Mobile": "+4930123456"},
                         "PhoneConfig": {"PhoneType": "DESK_PHONE", "AutoAccept": false, "AfterContactWorkTimeLimit": 5,
                                         "DeskPhoneNumber": "+4930123456", "PersistentConnection": false},
                         "SecurityProfileIds": ["%s"], "RoutingProfileId": "%s",
                         "AutoAcceptConfigs": [{"Channel": "VOICE", "AutoAccept": true,
                                                "AgentFirstCallbackAutoAccept": true}],
                         "AfterContactWorkConfigs": [{"Channel": "CHAT",
                                                      "AfterContactWorkConfig": {"AfterContactWorkTimeLimit": 5},
                                                      "AgentFirstCallbackAfterContactWorkConfig":
                                                          {"AfterContactWorkTimeLimit": 5}}],
                         "PhoneNumberConfigs": [{"Channel": "VOICE", "PhoneType": "DESK_PHONE",
                                                 "PhoneNumber": "+4930123456"}],
                         "PersistentConnectionConfigs": [{"Channel": "VOICE", "PersistentConnection": true}],
                         "VoiceEnhancementConfigs": [{"Channel": "VOICE", "VoiceEnhancementMode": "NONE"}]}
                        """.formatted(tenant.instance(), name(), securityProfile(), routingProfile())),
                Map.entry("DescribeUser", () -> within("UserId", user())),
                Map.entry("ListUsers", () -> within("MaxResults", "5")),
                Map.entry("PutUserStatus", () -> within("UserId", user(), "AgentStatusId", agentStatus())),
                Map.entry("GetCurrentUserData", () -> """
                        {"InstanceId": "%s", "MaxResults": 5,
                         "Filters": {"Agents": ["%s"], "ContactFilter": {"ContactStates": ["CONNECTED"]}}}
                        """.formatted(tenant.instance(), user())),
                Map.entry("DismissUserContact", this::dismissible),
                Map.entry("AssociateContactWithUser", () -> within("ContactId", waitingChat(), "UserId", user())),
                Map.entry("StartChatContact", () ->
                        """
                        {"InstanceId": "%s", "ContactFlowId": "%s", "Attributes": {"a": "b"},
                         "ParticipantDetails": {"DisplayName": "Ada"}, "ParticipantConfiguration": {"ResponseMode": "COMPLETE"},
                         "InitialMessage": {"ContentType": "text/plain", "Content": "Hello"}, "ClientToken": "%s",
                         "ChatDurationInMinutes": 60, "SupportedMessagingContentTypes": ["text/plain"],
                         "PersistentChat": {"RehydrationType": "FROM_SEGMENT", "SourceContactId": "%s"},
                         "SegmentAttributes": {"a": {"ValueString": "b"}}, "CustomerId": "c",
                         "DisconnectOnCustomerExit": ["AGENT"]}
                        """.formatted(tenant.instance(), tenant.flow(), random(), tenant.startAndStop())),
                Map.entry("DescribeContact", () -> within("ContactId", tenant.start())),
                Map.entry("StopContact", () -> within("ContactId", tenant.start())),
                Map.entry(
                        "DeleteContactData",
                        () -> within("ContactId", tenant.startAndStop(), "ContactFields", "[\"CUSTOMER_ENDPOINT\"]")),
                Map.entry("UpdateContact", () -> """
                        {"InstanceId": "%s", "ContactId": "%s", "Name": "n", "Description": "d",
                         "References": {"a": {"Type": "URL", "Value": "https://example.com"}},
                         "SegmentAttributes": {"a": {"ValueString": "b"}}}
                        """.formatted(tenant.instance(), tenant.start())),
                Map.entry("GetContactAttributes", () -> within("InitialContactId", tenant.start())),
                Map.entry("UpdateContactAttributes", () -> """
                        {"InstanceId": "%s", "InitialContactId": "%s", "Attributes": {"a": "b"}}
                        """.formatted(tenant.instance(), tenant.start())),
                Map.entry("TagContact", () -> """
                        {"InstanceId": "%s", "ContactId": "%s", "Tags": {"a": "b"}}
                        """.formatted(tenant.instance(), tenant.start())),
                Map.entry("UntagContact", () -> within("ContactId", tenant.start(), "TagKeys", "[\"a\"]")),
                Map.entry("ListAssociatedContacts", () -> within("ContactId", tenant.start(), "MaxResults", "5")),
                Map.entry(
                        "ListContactReferences",
                        () -> within("ContactId", tenant.start(), "ReferenceTypes", "[\"URL\"]")),
                Map.entry("SearchContacts", () -> """
                        {"InstanceId": "%s", "MaxResults": 5, "Sort": {"FieldName": "INITIATION_TIMESTAMP", "Order": "ASCENDING"},
                         "TimeRange": {"Type": "INITIATION_TIMESTAMP", "StartTime": %2$d, "EndTime": %3$d},
                         "SearchCriteria": {"Name": {"SearchText": ["abc"], "MatchType": "MATCH_ALL"}, "AgentIds": ["%4$s"],
                             "Channels": ["CHAT"], "InitiationMethods": ["API"], "QueueIds": ["%4$s"],
                             "SearchableContactAttributes": {"Criteria": [{"Key": "a", "Values": ["b"]}], "MatchType": "MATCH_ANY"},
                             "SearchableSegmentAttributes": {"Criteria": [{"Key": "a", "Values": ["b"]}],
                                                             "MatchType": "MATCH_ANY"}}}
                        """.formatted(tenant.instance(), now() - 3600, now(), random())),
                Map.entry("StartTaskContact", () ->
                        """
                        {"InstanceId": "%s", "ContactFlowId": "%s", "Name": "n", "Attributes": {"a": "b"}, "Description": "d",
                         "References": {"a": {"Type": "URL", "Value": "https://example.com"}}, "ClientToken": "%s",
                         "ScheduledTime": %d, "SegmentAttributes": {"a": {"ValueString": "b"}}}
                        """.formatted(tenant.instance(), tenant.flow(), random(), now() + 3600)),
                Map.entry("CreateContact", () -> """
                        {"InstanceId": "%s", "Channel": "TASK", "InitiationMethod": "API", "Name": "n", "Description": "d",
                         "Attributes": {"a": "b"}, "References": {"a": {"Type": "URL", "Value": "https://example.com"}},
                         "ClientToken": "%s", "ExpiryDurationInMinutes": 60, "SegmentAttributes": {"a": {"ValueString": "b"}}}
                        """.formatted(tenant.instance(), random())),
                Map.entry("UpdateContactSchedule", () -> """
                        {"InstanceId": "%s", "ContactId": "%s", "ScheduledTime": %d}
                        """.formatted(tenant.instance(), task(), now() + 7200)),
                Map.entry("PauseContact", () -> within("ContactId", startedTask(), "ContactFlowId", newFlow())),
                Map.entry("ResumeContact", () -> {
                    var task = startedTask();
                    tenant.connect()
                            .pauseContact(r -> r.instanceId(tenant.instance()).contactId(task));
                    return within("ContactId", task, "ContactFlowId", newFlow());
                }),
                Map.entry(
                        "TransferContact",
                        () -> within(
                                "ContactId",
                                task(),
                                "QueueId",
                                queue(),
                                "ContactFlowId",
                                newTransferFlow(),
                                "ClientToken",
                                random())),
                Map.entry("CreateParticipant", () -> """
                        {"InstanceId": "%s", "ContactId": "%s", "ClientToken": "%s",
                         "ParticipantDetails": {"ParticipantRole": "AGENT", "DisplayName": "Grace"}}
                        """.formatted(tenant.instance(), tenant.start(), random())),
                Map.entry("UpdateParticipantRoleConfig", () -> """
                        {"InstanceId": "%s", "ContactId": "%s", "ChannelConfiguration": {"Chat": {"ParticipantTimerConfigList":
                            [{"ParticipantRole": "CUSTOMER", "TimerType": "IDLE",
                              "TimerValue": {"ParticipantTimerDurationInMinutes": 5}}]}}}
                        """.formatted(tenant.instance(), tenant.start())),
                Map.entry("CreatePersistentContactAssociation", () ->
                        """
                        {"InstanceId": "%s", "InitialContactId": "%s", "RehydrationType": "FROM_SEGMENT",
                         "SourceContactId": "%s", "ClientToken": "%s"}
                        """.formatted(tenant.instance(), tenant.start(), tenant.startAndStop(), random())),
                Map.entry("StartContactStreaming", () ->
                        """
                        {"InstanceId": "%s", "ContactId": "%s", "ClientToken": "%s",
                         "ChatStreamingConfiguration": {"StreamingEndpointArn": "%s"}}
                        """.formatted(tenant.instance(), tenant.start(), random(), RequestModelTests.ENDPOINT)),
                Map.entry("StopContactStreaming", this::stoppableStream),
                Map.entry("CreateParticipantConnection", () ->
                        """
                        {"ParticipantToken": "%s", "Type": ["WEBSOCKET"], "ConnectParticipant": true}
                        """.formatted(tenant.start(_ -> {}).participantToken())),
                Map.entry("SendMessage", () -> """
                        {"ConnectionToken": "%s", "ContentType": "text/plain", "Content": "Hello", "ClientToken": "%s"}
                        """.formatted(customer().connectionToken(), random())),
                Map.entry("SendEvent", () -> """
                        {"ConnectionToken": "%s", "ContentType": "application/vnd.amazonaws.connect.event.typing",
                         "ClientToken": "%s"}
                        """.formatted(customer().connectionToken(), random())),
                Map.entry("GetTranscript", () -> """
                        {"ConnectionToken": "%s", "MaxResults": 5, "ScanDirection": "BACKWARD", "SortOrder": "ASCENDING",
                         "StartPosition": {"MostRecent": 5}}
                        """.formatted(customer().connectionToken())),
                Map.entry(
                        "DisconnectParticipant", () -> """
                        {"ConnectionToken": "%s", "ClientToken": "%s"}
                        """.formatted(customer().connectionToken(), random())),
                Map.entry(
                        "StartAttachmentUpload", () -> """
                        {"ConnectionToken": "%s", "ContentType": "text/plain", "AttachmentName": "a.txt",
                         "AttachmentSizeInBytes": 5, "ClientToken": "%s"}
                        """.formatted(customer().connectionToken(), random())),
                Map.entry("CompleteAttachmentUpload", () -> {
                    var customer = customer();
                    return """
                            {"ConnectionToken": "%s", "AttachmentIds": ["%s"], "ClientToken": "%s"}
                            """.formatted(customer.connectionToken(), upload(customer), random());
                }),
                Map.entry("GetAttachment", () -> {
                    var customer = customer();
                    var attachment = upload(customer);
                    customer.client()
                            .completeAttachmentUpload(r -> r.connectionToken(customer.connectionToken())
                                    .attachmentIds(attachment));
                    return """
                            {"ConnectionToken": "%s", "AttachmentId": "%s", "UrlExpiryInSeconds": 60}
                            """.formatted(customer.connectionToken(), attachment);
                }));
    }
}
