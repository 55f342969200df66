package io.recontact.console.browser;

import io.recontact.api.InstanceId;
import io.recontact.chat.attachment.AttachmentCalls;
import io.recontact.configuration.PredefinedAttributeService;
import io.recontact.console.People;
import io.recontact.testing.AgentClient;
import io.recontact.testing.QueuedChats;
import io.recontact.testing.RawCalls;
import io.recontact.testing.Service;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.HoursOfOperationConfig;
import software.amazon.awssdk.services.connect.model.Reference;
import software.amazon.awssdk.services.connect.model.ReferenceType;

/**
 * An instance with something of everything that pages show.
 *
 * @param administrator the username of a user with all permissions, who has chats as well
 * @param agent the username of a user with the permissions of agents
 * @param ids what the paths of {@link Pages} name in braces
 */
record Scene(People people, String administrator, String agent, Map<String, String> ids) {

    /** Creates the instance, with texts of people. */
    static Scene of(ApplicationContext service, Texts texts) {
        return new Building(service, texts).build();
    }

    /** Returns the username of a role; null for nobody. */
    @Nullable String username(Role role) {
        return switch (role) {
            case NOBODY -> null;
            case ADMINISTRATOR -> administrator;
            case AGENT -> agent;
        };
    }

    /** Fills in the ids that a path names. */
    String path(String template) {
        var path = template;
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return path;
    }

    private static final class Building {

        private static final int NAME = 100;
        private static final int USERNAME = 20;
        private static final int MESSAGE = 900;

        /** A flow of one block. */
        private static final String ENDING = """
                {
                  "Version": "2019-10-30",
                  "StartAction": "end",
                  "Actions": [
                    {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}
                  ]
                }
                """;

        private final Service.Calls calls;
        private final RawCalls raw;
        private final QueuedChats waiting;
        private final PredefinedAttributeService attributes;
        private final Texts texts;
        private final People people;
        private final Service.Tenant tenant;
        private final ConnectClient connect;
        private final Map<String, String> ids = new HashMap<>();

        Building(ApplicationContext service, Texts texts) {
            calls = service.getBean(Service.Calls.class);
            raw = service.getBean(RawCalls.class);
            waiting = service.getBean(QueuedChats.class);
            attributes = service.getBean(PredefinedAttributeService.class);
            this.texts = texts;
            people = People.of(calls);
            tenant = people.tenant();
            connect = people.connect();
        }

        Scene build() {
            configure();
            configureMore();
            var administrator = texts.of("grace", USERNAME);
            var agent = texts.of("alan", USERNAME);
            ids.put("user", people.inProfile(administrator, "Admin"));
            identify(id("user"));
            ids.put("agent", people.inProfile(agent, "Agent"));
            identify(id("agent"));
            chats();
            return new Scene(people, administrator, agent, Map.copyOf(ids));
        }

        private String id(String name) {
            return Objects.requireNonNull(ids.get(name), name);
        }

        private void identify(String user) {
            connect.updateUserIdentityInfo(request -> request.instanceId(people.instance())
                    .userId(user)
                    .identityInfo(identity ->
                            identity.firstName(texts.of("Grace", NAME)).lastName(texts.of("Hopper", NAME))));
        }

        private void configure() {
            var queue = AgentClient.basicQueue(tenant);
            connect.updateQueueName(request -> request.instanceId(people.instance())
                    .queueId(queue)
                    .name(texts.of("Orders", NAME))
                    .description(texts.of("Where is my parcel?", 250)));
            ids.put("queue", queue);
            ids.put("routingProfile", AgentClient.basicProfile(tenant));
            connect.updateRoutingProfileName(request -> request.instanceId(people.instance())
                    .routingProfileId(AgentClient.basicProfile(tenant))
                    .name(texts.of("Chats of the shop", NAME))
                    .description(texts.of("Orders first", 250)));
            ids.put(
                    "flow",
                    flow(
                            "CONTACT_FLOW",
                            "Welcome to the shop",
                            connect.describeContactFlow(request -> request.instanceId(people.instance())
                                            .contactFlowId(people.flow()))
                                    .contactFlow()
                                    .content()));
            var transfer = flow("QUEUE_TRANSFER", "Pass on to the orders", ENDING);
            ids.put(
                    "quickConnect",
                    connect.createQuickConnect(request -> request.instanceId(people.instance())
                                    .name(texts.of("The orders", NAME))
                                    .description(texts.of("Pass a chat on", 250))
                                    .quickConnectConfig(config -> config.quickConnectType("QUEUE")
                                            .queueConfig(to -> to.queueId(queue).contactFlowId(transfer))))
                            .quickConnectId());
            ids.put(
                    "agentStatus",
                    connect.createAgentStatus(request -> request.instanceId(people.instance())
                                    .name(texts.of("Lunch", NAME))
                                    .description(texts.of("Back at one", 250))
                                    .state("ENABLED"))
                            .agentStatusId());
            ids.put(
                    "hours",
                    connect.createHoursOfOperation(request -> request.instanceId(people.instance())
                                    .name(texts.of("Office hours", NAME))
                                    .description(texts.of("Not at the weekend", 250))
                                    .timeZone("Europe/Berlin")
                                    .config(HoursOfOperationConfig.builder()
                                            .day("MONDAY")
                                            .startTime(at -> at.hours(8).minutes(0))
                                            .endTime(at -> at.hours(18).minutes(0))
                                            .build()))
                            .hoursOfOperationId());
            ids.put(
                    "securityProfile",
                    connect.createSecurityProfile(request -> request.instanceId(people.instance())
                                    .securityProfileName("Readers")
                                    .description(texts.of("They only look", 250))
                                    .permissions("ContactSearch.View"))
                            .securityProfileId());
        }

        private void configureMore() {
            ids.put(
                    "hoursOverride",
                    connect.createHoursOfOperationOverride(request -> request.instanceId(people.instance())
                                    .hoursOfOperationId(id("hours"))
                                    .name(texts.of("Christmas", NAME).replaceAll("\\p{C}", ""))
                                    .config(List.of())
                                    .effectiveFrom("2030-12-24")
                                    .effectiveTill("2030-12-26"))
                            .hoursOfOperationOverrideId());
            connect.updateUserHierarchyStructure(request -> request.instanceId(people.instance())
                    .hierarchyStructure(levels -> levels.levelOne(level -> level.name(texts.of("Site", 50)))
                            .levelTwo(level -> level.name(texts.of("Team", 50)))));
            ids.put(
                    "hierarchyGroup",
                    connect.createUserHierarchyGroup(request ->
                                    request.instanceId(people.instance()).name(texts.of("Europe", NAME)))
                            .hierarchyGroupId());
            connect.createUserHierarchyGroup(request -> request.instanceId(people.instance())
                    .name(texts.of("Berlin", NAME))
                    .parentGroupId(id("hierarchyGroup")));
            modules();
            connect.tagResource(request -> request.resourceArn(connect.describeQueue(
                                    queue -> queue.instanceId(people.instance()).queueId(id("queue")))
                            .queue()
                            .queueArn())
                    .tags(Map.of("team", texts.of("orders", 256))));
            var attribute = texts.of("Language", NAME);
            connect.createPredefinedAttribute(request -> request.instanceId(people.instance())
                    .name(attribute)
                    .values(values -> values.stringList(texts.of("English", NAME), texts.of("German", NAME))));
            ids.put(
                    "predefinedAttribute",
                    attributes
                            .require(new InstanceId(UUID.fromString(people.instance())), attribute)
                            .id()
                            .toString());
        }

        private void modules() {
            var module = connect.createContactFlowModule(request -> request.instanceId(people.instance())
                            .name(texts.of("Ask for the order", NAME))
                            .description(texts.of("Its number", 250))
                            .content(ENDING.replace("DisconnectParticipant", "EndFlowModuleExecution")))
                    .id();
            ids.put("module", module);
            connect.createContactFlowModuleVersion(request -> request.instanceId(people.instance())
                    .contactFlowModuleId(module)
                    .description(texts.of("The first one", 250)));
            ids.put(
                    "alias",
                    connect.createContactFlowModuleAlias(request -> request.instanceId(people.instance())
                                    .contactFlowModuleId(module)
                                    .contactFlowModuleVersion(1L)
                                    .aliasName("live")
                                    .description(texts.of("For all shops", 250)))
                            .id());
            ids.put(
                    "view",
                    connect.createView(request -> request.instanceId(people.instance())
                                    .name("Order status")
                                    .status("SAVED")
                                    .content(content -> content.template(
                                                    "{\"Head\": {\"Title\": \"Order\"}, \"Body\": []}")
                                            .actions("Accept", "Decline")))
                            .view()
                            .id());
        }

        private String flow(String type, String name, String content) {
            return connect.createContactFlow(request -> request.instanceId(people.instance())
                            .type(type)
                            .name(texts.of(name, NAME))
                            .description(texts.of("What a customer meets first", 250))
                            .content(content))
                    .contactFlowId();
        }

        private void chats() {
            var ended = chat();
            tenant.stop(ended);
            new AgentClient(tenant, raw, id("user")).clear(ended);
            ids.put("ended", ended);
            var contact = tenant.start(chat -> chat.participantDetails(
                            details -> details.displayName(texts.of("Ada Lovelace", NAME)))
                    .persistentChat(past -> past.sourceContactId(ended).rehydrationType("ENTIRE_PAST_SESSION")));
            calls.joined(contact.participantToken()).say(texts.of("Me again: it still is not here", MESSAGE));
            ids.put("contact", contact.contactId());
            ids.put("accepted", chat());
            waiting.in(tenant, id("queue"));
        }

        /** Starts a chat that the administrator accepts, in which both have said something. */
        private String chat() {
            var started = tenant.start(
                    chat -> chat.participantDetails(details -> details.displayName(texts.of("Ada Lovelace", NAME)))
                            .attributes(Map.of("plan", texts.of("gold", 500), "city", texts.of("Turin", 500)))
                            .customerId(texts.of("customer-17", NAME)));
            var contact = started.contactId();
            var customer = calls.joined(started.participantToken());
            waiting.enqueue(contact, id("queue"));
            var agent = new AgentClient(tenant, raw, id("user")).available();
            assertOffered(agent.awaitOffer(), contact);
            var answering = calls.joined(agent.accept(contact));
            customer.say(texts.of("Hello, where is my parcel?", MESSAGE));
            answering.say(texts.of("Let me look. When did you order it?", MESSAGE));
            answering.event("typing");
            new AttachmentCalls(customer)
                    .attach(
                            texts.of("receipt", 60).replace("/", "") + ".txt",
                            "text/plain",
                            texts.of("A receipt", 500).getBytes(StandardCharsets.UTF_8));
            connect.updateContact(request -> request.instanceId(people.instance())
                    .contactId(contact)
                    .name(texts.of("A lost parcel", 300))
                    .description(texts.of("Ordered on Monday", 300))
                    .references(Map.of(texts.of("Order", 200), link())));
            connect.tagContact(request -> request.instanceId(people.instance())
                    .contactId(contact)
                    .tags(Map.of("team", texts.of("orders", 200))));
            return contact;
        }

        private Reference link() {
            return Reference.builder()
                    .type(ReferenceType.URL)
                    .value(texts instanceof Texts.Hostile ? "javascript:x()" : "https://shop.example/orders/17")
                    .build();
        }

        private static void assertOffered(String offered, String contact) {
            if (!contact.equals(offered)) {
                throw new IllegalStateException("The agent was offered another chat");
            }
        }
    }
}
