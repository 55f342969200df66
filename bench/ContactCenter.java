import module java.base;

import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.DirectoryType;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.PhoneType;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import tools.jackson.databind.JsonNode;

/** An instance of its own with a queue, a flow that transfers chats to the queue, and agents. */
final class ContactCenter implements AutoCloseable {

    static final int AGENTS = 50;

    /** The number of concurrent requests while everything is set up. */
    private static final int CONCURRENT = 8;

    private static final int MOST_CONNECTIONS = 100;

    private final Service service;
    private final ConnectClient connect;
    private final String instance;
    private final String queue;
    private final String flow;
    private final String available;
    private final List<String> agents;

    /** @param places the number of chats that an agent can have at a time */
    ContactCenter(Service service, int places) {
        this.service = service;
        this.connect = client(service);
        this.instance = connect.createInstance(instance -> instance.instanceAlias("bench-" + UUID.randomUUID())
                        .identityManagementType(DirectoryType.CONNECT_MANAGED)
                        .inboundCallsEnabled(false)
                        .outboundCallsEnabled(false))
                .id();
        var hours = connect.listHoursOfOperations(list -> list.instanceId(instance))
                .hoursOfOperationSummaryList()
                .getFirst();
        this.queue = connect.createQueue(queue ->
                        queue.instanceId(instance).name("Bench").hoursOfOperationId(hours.id()))
                .queueId();
        this.flow = connect.createContactFlow(flow -> flow.instanceId(instance)
                        .name("Bench")
                        .type(ContactFlowType.CONTACT_FLOW)
                        .content(flowTo(queue)))
                .contactFlowId();
        this.available = connect.listAgentStatuses(list -> list.instanceId(instance)).agentStatusSummaryList().stream()
                .filter(status -> status.name().equals("Available"))
                .findFirst()
                .orElseThrow()
                .id();
        this.agents = createAgents(places);
    }

    List<String> agents() {
        return agents;
    }

    String instance() {
        return instance;
    }

    String flow() {
        return flow;
    }

    String queue() {
        return queue;
    }

    /** Starts chats as customers do: the customer connects, and the flow transfers the chat to the queue. */
    void queueChats(int number) throws Exception {
        Tasks.run(CONCURRENT, IntStream.range(0, number)
                .<Callable<Void>>mapToObj(i -> () -> {
                    var chat = connect.startChatContact(start -> start.instanceId(instance)
                            .contactFlowId(flow)
                            .participantDetails(customer -> customer.displayName("Customer " + i)));
                    service.call(Request.ofParticipant("connection", chat.participantToken(), """
                            {"Type":["CONNECTION_CREDENTIALS"],"ConnectParticipant":true}"""));
                    return null;
                })
                .toList());
    }

    /** Makes all agents available. */
    void comeAll() throws Exception {
        Tasks.run(CONCURRENT, agents.stream().<Callable<Void>>map(agent -> () -> {
            come(agent);
            return null;
        }).toList());
    }

    void come(String agent) {
        connect.putUserStatus(status -> status.instanceId(instance).userId(agent).agentStatusId(available));
    }

    /** Calls the agent API, which is not one of Amazon Connect. */
    JsonNode ask(String method, String agent, String path) {
        return service.call(service.sign(
                method, "/agent/v1/instances/%s/agents/%s/%s".formatted(instance, agent, path), ""));
    }

    @Override
    public void close() {
        connect.close();
    }

    private List<String> createAgents(int places) {
        var routing = connect.createRoutingProfile(profile -> profile.instanceId(instance)
                        .name("Bench")
                        .description("Chats")
                        .defaultOutboundQueueId(queue)
                        .queueConfigs(RoutingProfileQueueConfig.builder()
                                .priority(1)
                                .delay(0)
                                .queueReference(reference -> reference.queueId(queue).channel(Channel.CHAT))
                                .build())
                        .mediaConcurrencies(MediaConcurrency.builder()
                                .channel(Channel.CHAT)
                                .concurrency(places)
                                .build()))
                .routingProfileId();
        var security = connect.listSecurityProfiles(list -> list.instanceId(instance))
                .securityProfileSummaryList()
                .getFirst();
        return IntStream.range(0, AGENTS)
                .mapToObj(number -> connect.createUser(user -> user.instanceId(instance)
                                .username("agent" + number)
                                .password("Passw0rd!")
                                .identityInfo(identity -> identity.firstName("Grace").lastName("" + number))
                                .phoneConfig(phone -> phone.phoneType(PhoneType.SOFT_PHONE))
                                .routingProfileId(routing)
                                .securityProfileIds(security.id()))
                        .userId())
                .toList();
    }

    /** The client goes straight to the service, and does not repeat a request that fails. */
    private static ConnectClient client(Service service) {
        var noProxy = ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build();
        return ConnectClient.builder()
                .endpointOverride(URI.create(service.url()))
                .region(Region.of(Signer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(service.signer().credentials()))
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(
                        ApacheHttpClient.builder().proxyConfiguration(noProxy).maxConnections(MOST_CONNECTIONS))
                .build();
    }

    private static String flowTo(String queue) {
        return """
                {
                  "Version": "2019-10-30",
                  "StartAction": "target",
                  "Metadata": {},
                  "Actions": [
                    {
                      "Identifier": "target", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "%s"},
                      "Transitions": {
                        "NextAction": "queue",
                        "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "end"}]
                      }
                    },
                    {
                      "Identifier": "queue", "Type": "TransferContactToQueue", "Parameters": {},
                      "Transitions": {
                        "NextAction": "end",
                        "Errors": [
                          {"ErrorType": "NoMatchingError", "NextAction": "end"},
                          {"ErrorType": "QueueAtCapacity", "NextAction": "end"}
                        ]
                      }
                    },
                    {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
                  ]
                }
                """.formatted(queue);
    }
}
