package io.recontact.api;

import io.recontact.testing.AgentClient;
import io.recontact.testing.Participant;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The resources that requests of {@link ValidRequests} name: those of one instance, made when a request needs them. */
class RequestFixtures {

    static final JsonMapper JSON = new JsonMapper();

    final Service.Calls calls;
    final Service.Tenant tenant;
    private final RawCalls raw;
    private final QueuedChats waiting;
    private final Clock clock;

    RequestFixtures(Service.Calls calls, RawCalls raw, QueuedChats waiting, Clock clock) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.raw = raw;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** Returns a request of a Search operation with criteria of every kind and a filter. */
    String search(String filter) {
        return """
                {"InstanceId": "%s", "MaxResults": 5, "SearchFilter": %s,
                 "SearchCriteria": {
                     "StringCondition": {"FieldName": "name", "Value": "ab", "ComparisonType": "CONTAINS"},
                     "AndConditions": [{"StringCondition": {"FieldName": "name", "Value": "ab", "ComparisonType": "EXACT"}}],
                     "OrConditions": [{"StringCondition": {"FieldName": "name", "Value": "ab",
                                                           "ComparisonType": "STARTS_WITH"}}]}}
                """.formatted(tenant.instance(), filter);
    }

    String queueArn() {
        var queue = queue();
        return tenant.connect()
                .describeQueue(r -> r.instanceId(tenant.instance()).queueId(queue))
                .queue()
                .queueArn();
    }

    /** Returns the time in seconds since 1970. */
    long seconds() {
        return clock.instant().getEpochSecond();
    }

    String instance() {
        return "{\"InstanceId\": \"%s\"}".formatted(tenant.instance());
    }

    /**
     * Returns members beside the instance, from alternating names and values. Lists, numbers and JSON are not quoted.
     */
    String within(String... members) {
        var json = new StringBuilder("{\"InstanceId\": \"%s\"".formatted(tenant.instance()));
        for (int i = 0; i < members.length; i += 2) {
            var value = members[i + 1];
            var isJson = value.startsWith("[") || value.startsWith("\"") || value.matches("\\d");
            json.append(", \"%s\": %s".formatted(members[i], isJson ? value : "\"" + value + "\""));
        }
        return json.append("}").toString();
    }

    String content() {
        return JSON.writeValueAsString(tenant.connect()
                .describeContactFlow(r -> r.instanceId(tenant.instance()).contactFlowId(tenant.flow()))
                .contactFlow()
                .content());
    }

    String newFlow() {
        return tenant.connect()
                .createContactFlow(r -> r.instanceId(tenant.instance())
                        .name(name())
                        .type("CONTACT_FLOW")
                        .content(JSON.readValue(content(), String.class)))
                .contactFlowId();
    }

    String newTransferFlow() {
        return tenant.connect()
                .createContactFlow(r -> r.instanceId(tenant.instance())
                        .name(name())
                        .type("QUEUE_TRANSFER")
                        .content("""
                                {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [
                                  {"Identifier": "end", "Type": "EndFlowExecution", "Parameters": {}, "Transitions": {}}]}
                                """))
                .contactFlowId();
    }

    /** Is scheduled for a later time. */
    String task() {
        return tenant.connect()
                .startTaskContact(r -> r.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("n")
                        .scheduledTime(clock.instant().plusSeconds(3600)))
                .contactId();
    }

    String startedTask() {
        return tenant.connect()
                .startTaskContact(r -> r.instanceId(tenant.instance())
                        .contactFlowId(tenant.flow())
                        .name("n"))
                .contactId();
    }

    String hours() {
        return tenant.connect()
                .listHoursOfOperations(r -> r.instanceId(tenant.instance()))
                .hoursOfOperationSummaryList()
                .getFirst()
                .id();
    }

    String securityProfile() {
        return tenant.connect()
                .listSecurityProfiles(r -> r.instanceId(tenant.instance()))
                .securityProfileSummaryList()
                .getFirst()
                .id();
    }

    String agentStatus() {
        return tenant.connect()
                .listAgentStatuses(r -> r.instanceId(tenant.instance()))
                .agentStatusSummaryList()
                .getFirst()
                .id();
    }

    String newAgentStatus() {
        return tenant.connect()
                .createAgentStatus(
                        r -> r.instanceId(tenant.instance()).name(name()).state("ENABLED"))
                .agentStatusId();
    }

    String queue() {
        return AgentClient.basicQueue(tenant);
    }

    String routingProfile() {
        return AgentClient.basicProfile(tenant);
    }

    String user() {
        return AgentClient.hire(tenant, raw).user();
    }

    String waitingChat() {
        return waiting.in(tenant, AgentClient.newQueue(tenant)).contact();
    }

    /** A chat that is connected to an agent. */
    String attendedChat() {
        var queue = AgentClient.newQueue(tenant);
        var desk = AgentClient.hire(tenant, raw, AgentClient.profile(tenant, 1, 0, queue), 0)
                .available();
        waiting.in(tenant, queue);
        return desk.acceptNext();
    }

    String dismissible() {
        var queue = AgentClient.newQueue(tenant);
        var desk = AgentClient.hire(tenant, raw, AgentClient.profile(tenant, 1, 0, queue), 0)
                .available();
        waiting.in(tenant, queue);
        var offered = desk.awaitOffer();
        desk.reject(offered);
        return within("UserId", desk.user(), "ContactId", offered);
    }

    String stoppableStream() {
        var contact = tenant.start();
        var stream = tenant.connect()
                .startContactStreaming(r -> r.instanceId(tenant.instance())
                        .contactId(contact)
                        .clientToken(random())
                        .chatStreamingConfiguration(c -> c.streamingEndpointArn(RequestModelTests.ENDPOINT)))
                .streamingId();
        return within("ContactId", contact, "StreamingId", stream);
    }

    Participant customer() {
        return calls.joined(tenant.start(_ -> {}).participantToken());
    }

    static String upload(Participant customer) {
        var file = "Hello".getBytes(StandardCharsets.UTF_8);
        var upload = customer.client()
                .startAttachmentUpload(r -> r.connectionToken(customer.connectionToken())
                        .attachmentName("a.txt")
                        .contentType("text/plain")
                        .attachmentSizeInBytes((long) file.length));
        var request = HttpRequest.newBuilder(URI.create(upload.uploadMetadata().url()))
                .PUT(BodyPublishers.ofByteArray(file));
        upload.uploadMetadata().headersToInclude().forEach(request::header);
        try (var http = HttpClient.newHttpClient()) {
            http.send(request.build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return upload.attachmentId();
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    static String random() {
        return UUID.randomUUID().toString();
    }

    static String name() {
        return "n" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
    }
}
