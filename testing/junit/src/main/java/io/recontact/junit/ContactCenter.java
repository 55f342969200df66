package io.recontact.junit;

import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.connect.model.AgentStatusSummary;
import software.amazon.awssdk.services.connect.model.RoutingProfileSummary;

/**
 * An instance with agents, and a flow that puts chats into a queue.
 *
 * @param recontact the service of the instance
 * @param instanceId its id
 * @param contactFlowId the flow that chats start with
 * @param queueId the queue that the flow puts them into
 */
public record ContactCenter(Recontact recontact, String instanceId, String contactFlowId, String queueId) {

    /** Greets nobody and puts the chat into the queue. */
    private static final String FLOW = """
            {
              "Version": "2019-10-30",
              "StartAction": "queue",
              "Actions": [
                {"Identifier": "queue", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "%s"},
                 "Transitions": {"NextAction": "transfer", "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}]}},
                {"Identifier": "transfer", "Type": "TransferContactToQueue", "Parameters": {},
                 "Transitions": {"NextAction": "end", "Errors": [
                   {"NextAction": "end", "ErrorType": "QueueAtCapacity"},
                   {"NextAction": "end", "ErrorType": "NoMatchingError"}]}},
                {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
              ]
            }
            """;

    static ContactCenter create(Recontact recontact, String instance) {
        var connect = recontact.connect();
        // A new instance has one queue, which its routing profile serves.
        var queue = connect.listQueues(request -> request.instanceId(instance).queueTypesWithStrings("STANDARD"))
                .queueSummaryList()
                .get(0)
                .id();
        var flow = connect.createContactFlow(request -> request.instanceId(instance)
                        .name("Queue")
                        .type("CONTACT_FLOW")
                        .content(FLOW.formatted(queue)))
                .contactFlowId();
        return new ContactCenter(recontact, instance, flow, queue);
    }

    static ContactCenter existing(Recontact recontact, String instance, String contactFlow, String queue) {
        var connect = recontact.connect();
        var flowId =
                connect
                        .listContactFlowsPaginator(request -> request.instanceId(instance))
                        .contactFlowSummaryList()
                        .stream()
                        .filter(summary -> contactFlow.equals(summary.name()))
                        .findFirst()
                        .orElseThrow()
                        .id();
        var queueId = connect
                .listQueuesPaginator(request -> request.instanceId(instance).queueTypesWithStrings("STANDARD"))
                .queueSummaryList()
                .stream()
                .filter(summary -> queue.equals(summary.name()))
                .findFirst()
                .orElseThrow()
                .id();
        return new ContactCenter(recontact, instance, flowId, queueId);
    }

    /** Starts a chat as the customer, who joins it. */
    public Conversation startChat(String displayName) {
        var chat = recontact
                .connect()
                .startChatContact(request -> request.instanceId(instanceId)
                        .contactFlowId(contactFlowId)
                        .participantDetails(details -> details.displayName(displayName)));
        return join(chat.contactId(), chat.participantToken());
    }

    /**
     * Joins a chat as the customer, for whom something else has started it.
     *
     * @param contactId of the answer of StartChatContact
     * @param participantToken of the answer of StartChatContact
     */
    public Conversation join(String contactId, String participantToken) {
        return new Conversation(contactId, Participant.join(recontact.participants(), participantToken));
    }

    /** Creates an agent, who is available and has a routing profile that serves the queue. */
    public Agent newAgent() {
        var connect = recontact.connect();
        var securityProfile = connect.listSecurityProfiles(request -> request.instanceId(instanceId))
                .securityProfileSummaryList()
                .get(0)
                .id();
        var user = connect.createUser(request -> request.instanceId(instanceId)
                        .username("agent-" + UUID.randomUUID().toString().substring(0, 8))
                        .password("Passw0rd!")
                        .identityInfo(identity -> identity.firstName("Grace").lastName("Hopper"))
                        .phoneConfig(phone -> phone.phoneType("SOFT_PHONE"))
                        .securityProfileIds(securityProfile)
                        .routingProfileId(routingProfile()))
                .userId();
        return agent(user).status("Available");
    }

    /** Returns an agent that exists, such as one that a seed has declared. */
    public Agent agent(String userId) {
        return new Agent(this, userId);
    }

    private String routingProfile() {
        var connect = recontact.connect();
        return connect
                .listRoutingProfilesPaginator(request -> request.instanceId(instanceId))
                .routingProfileSummaryList()
                .stream()
                .map(RoutingProfileSummary::id)
                .filter(profile -> connect
                        .listRoutingProfileQueuesPaginator(
                                request -> request.instanceId(instanceId).routingProfileId(profile))
                        .routingProfileQueueConfigSummaryList()
                        .stream()
                        .anyMatch(config -> queueId.equals(config.queueId())))
                .findFirst()
                .orElseThrow();
    }

    List<AgentStatusSummary> agentStatuses() {
        return recontact
                .connect()
                .listAgentStatuses(request -> request.instanceId(instanceId))
                .agentStatusSummaryList();
    }
}
