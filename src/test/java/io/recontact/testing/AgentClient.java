package io.recontact.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.connect.model.AgentContactReference;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import software.amazon.awssdk.services.connect.model.UserData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent. Uses the AWS SDK where AWS has an operation, else the agent API. */
public record AgentClient(Service.Tenant tenant, RawCalls raw, String user) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Creates an agent with the default routing profile of the instance. */
    public static AgentClient hire(Service.Tenant tenant, RawCalls raw) {
        return hire(tenant, raw, basicProfile(tenant), 0);
    }

    /** Creates an agent with a routing profile and a limit of after-contact work in seconds; 0 is no limit. */
    public static AgentClient hire(Service.Tenant tenant, RawCalls raw, String routingProfile, int workLimit) {
        var profile = tenant.connect()
                .listSecurityProfiles(r -> r.instanceId(tenant.instance()))
                .securityProfileSummaryList()
                .getFirst()
                .id();
        var user = tenant.connect()
                .createUser(r -> r.instanceId(tenant.instance())
                        .username("u" + UUID.randomUUID().toString().substring(0, 12))
                        .password("Passw0rd!")
                        .identityInfo(identity -> identity.firstName("Grace").lastName("Hopper"))
                        .phoneConfig(phone -> phone.phoneType("SOFT_PHONE").afterContactWorkTimeLimit(workLimit))
                        .securityProfileIds(profile)
                        .routingProfileId(routingProfile))
                .userId();
        return new AgentClient(tenant, raw, user);
    }

    /** The default routing profile of an instance. */
    public static String basicProfile(Service.Tenant tenant) {
        return tenant.connect()
                .listRoutingProfiles(r -> r.instanceId(tenant.instance()))
                .routingProfileSummaryList()
                .getFirst()
                .id();
    }

    /** The default queue of an instance. */
    public static String basicQueue(Service.Tenant tenant) {
        return tenant.connect()
                .listQueues(r -> r.instanceId(tenant.instance()).queueTypesWithStrings("STANDARD"))
                .queueSummaryList()
                .getFirst()
                .id();
    }

    /** Creates a routing profile with slots for chats, and queues in the order of their priority. */
    public static String profile(Service.Tenant tenant, int places, int delay, String... queues) {
        var configs = new ArrayList<RoutingProfileQueueConfig>();
        for (int i = 0; i < queues.length; i++) {
            var id = queues[i];
            configs.add(RoutingProfileQueueConfig.builder()
                    .queueReference(reference -> reference.queueId(id).channel(Channel.CHAT))
                    .priority(i + 1)
                    .delay(delay)
                    .build());
        }
        return tenant.connect()
                .createRoutingProfile(r -> r.instanceId(tenant.instance())
                        .name("p" + UUID.randomUUID())
                        .description("of a test")
                        .defaultOutboundQueueId(basicQueue(tenant))
                        .mediaConcurrencies(List.of(MediaConcurrency.builder()
                                .channel(Channel.CHAT)
                                .concurrency(places)
                                .build()))
                        .queueConfigs(configs))
                .routingProfileId();
    }

    /** Creates a queue with the hours of the default queue. */
    public static String newQueue(Service.Tenant tenant) {
        var hours = tenant.connect()
                .listHoursOfOperations(r -> r.instanceId(tenant.instance()))
                .hoursOfOperationSummaryList()
                .getFirst()
                .id();
        return tenant.connect()
                .createQueue(r -> r.instanceId(tenant.instance())
                        .name("q" + UUID.randomUUID())
                        .hoursOfOperationId(hours))
                .queueId();
    }

    /** Sets the status Available. */
    public AgentClient available() {
        return status("Available");
    }

    /** Sets a status by its name. */
    public AgentClient status(String name) {
        var status =
                tenant
                        .connect()
                        .listAgentStatuses(r -> r.instanceId(tenant.instance()))
                        .agentStatusSummaryList()
                        .stream()
                        .filter(summary -> summary.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .id();
        tenant.connect()
                .putUserStatus(r -> r.instanceId(tenant.instance()).userId(user).agentStatusId(status));
        return this;
    }

    /** The contacts that are offered to the agent now. */
    public List<String> offers() {
        return offers(0);
    }

    /** Waits for an offer and returns its contact. */
    public String awaitOffer() {
        var offers = offers(20);
        assertThat(offers).as("offers within 20 seconds").isNotEmpty();
        return offers.getFirst();
    }

    /** Waits for offers, at most the given number of seconds. */
    public List<String> offersWithin(int seconds) {
        return offers(seconds);
    }

    private List<String> offers(int wait) {
        return StreamSupport.stream(
                        expectOk(raw.get(path("/offers?wait=" + wait)))
                                .path("Offers")
                                .spliterator(),
                        false)
                .map(offer -> offer.path("ContactId").asString())
                .toList();
    }

    /** Accepts an offer and returns the participant token. */
    public String accept(String contact) {
        return expectOk(tryAccept(contact)).path("ParticipantToken").asString();
    }

    /** Accepts an offer and returns the response, whatever its status. */
    public HttpResponse<String> tryAccept(String contact) {
        return post(contact, "accept", "");
    }

    /** Waits for an offer, accepts it and returns its contact. */
    public String acceptNext() {
        var contact = awaitOffer();
        accept(contact);
        return contact;
    }

    /** Rejects an offer. */
    public void reject(String contact) {
        expectOk(post(contact, "reject", ""));
    }

    /** Transfers a contact to a queue and returns the next contact. */
    public String transferToQueue(String contact, String queue) {
        return expectOk(tryTransfer(contact, "{\"QueueId\":\"%s\"}".formatted(queue)))
                .path("ContactId")
                .asString();
    }

    /** Transfers a contact to another agent and returns the next contact. */
    public String transferTo(String contact, AgentClient other) {
        return expectOk(tryTransfer(contact, "{\"UserId\":\"%s\"}".formatted(other.user())))
                .path("ContactId")
                .asString();
    }

    /** Transfers a contact and returns the response, whatever its status. */
    public HttpResponse<String> tryTransfer(String contact, String body) {
        return post(contact, "transfer", body);
    }

    /** Leaves a contact. */
    public void end(String contact) {
        expectOk(post(contact, "end", ""));
    }

    /** Dismisses a contact that has ended. */
    public void clear(String contact) {
        expectOk(post(contact, "clear", ""));
    }

    /** Calls an action of the agent API on a contact. */
    public HttpResponse<String> post(String contact, String action, String body) {
        return raw.post(path("/contacts/%s/%s".formatted(contact, action)), body);
    }

    /** The agent in GetCurrentUserData. */
    public UserData data() {
        return tenant.connect()
                .getCurrentUserData(r -> r.instanceId(tenant.instance()).filters(filters -> filters.agents(user)))
                .userDataList()
                .getFirst();
    }

    /** The state of a contact for the agent; empty if the agent does not have it. */
    public String stateOf(String contact) {
        return data().contacts().stream()
                .filter(held -> held.contactId().equals(contact))
                .map(AgentContactReference::agentContactStateAsString)
                .findFirst()
                .orElse("");
    }

    private String path(String rest) {
        return "/agent/v1/instances/%s/agents/%s%s".formatted(tenant.instance(), user, rest);
    }

    private static JsonNode expectOk(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
