package io.recontact.console.browser;

import io.recontact.api.InstanceId;
import io.recontact.configuration.PredefinedAttributeService;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QuickReply;
import io.recontact.configuration.QuickReplyService;
import io.recontact.console.People;
import io.recontact.testing.AgentClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.HoursOfOperationConfig;

/** The configuration of a {@link Scene}: one resource or more of each kind, except users. */
final class SceneConfiguration {

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

    private final PredefinedAttributeService attributes;
    private final QuickReplyService quickReplies;
    private final People people;
    private final ConnectClient connect;
    private final InstanceId instance;
    private final Texts texts;
    private final SceneIds ids;

    SceneConfiguration(ApplicationContext service, People people, Texts texts, SceneIds ids) {
        attributes = service.getBean(PredefinedAttributeService.class);
        quickReplies = service.getBean(QuickReplyService.class);
        this.people = people;
        connect = people.connect();
        instance = new InstanceId(UUID.fromString(people.instance()));
        this.texts = texts;
        this.ids = ids;
    }

    void create() {
        queue();
        routingProfile();
        hours();
        flow();
        quickConnect();
        agentStatus();
        securityProfile();
        hierarchy();
        flowModule();
        view();
        predefinedAttribute();
        quickReplies();
    }

    private void queue() {
        var queue = AgentClient.basicQueue(people.tenant());
        connect.updateQueueName(request -> request.instanceId(people.instance())
                .queueId(queue)
                .name(texts.name("Orders"))
                .description(texts.description("Where is my parcel?")));
        var arn = connect.describeQueue(
                        request -> request.instanceId(people.instance()).queueId(queue))
                .queue()
                .queueArn();
        connect.tagResource(request -> request.resourceArn(arn).tags(Map.of("team", texts.of("orders", 256))));
        ids.put("queue", queue);
    }

    private void routingProfile() {
        var profile = AgentClient.basicProfile(people.tenant());
        connect.updateRoutingProfileName(request -> request.instanceId(people.instance())
                .routingProfileId(profile)
                .name(texts.name("Chats of the shop"))
                .description(texts.description("Orders first")));
        ids.put("routingProfile", profile);
    }

    private void hours() {
        ids.put(
                "hours",
                connect.createHoursOfOperation(request -> request.instanceId(people.instance())
                                .name(texts.name("Office hours"))
                                .description(texts.description("Not at the weekend"))
                                .timeZone("Europe/Berlin")
                                .config(HoursOfOperationConfig.builder()
                                        .day("MONDAY")
                                        .startTime(at -> at.hours(8).minutes(0))
                                        .endTime(at -> at.hours(18).minutes(0))
                                        .build()))
                        .hoursOfOperationId());
        ids.put(
                "hoursOverride",
                connect.createHoursOfOperationOverride(request -> request.instanceId(people.instance())
                                .hoursOfOperationId(ids.of("hours"))
                                .name(texts.name("Christmas").replaceAll("\\p{C}", ""))
                                .config(List.of())
                                .effectiveFrom("2030-12-24")
                                .effectiveTill("2030-12-26"))
                        .hoursOfOperationOverrideId());
    }

    private void flow() {
        var content = connect.describeContactFlow(
                        request -> request.instanceId(people.instance()).contactFlowId(people.flow()))
                .contactFlow()
                .content();
        ids.put("flow", flow("CONTACT_FLOW", "Welcome to the shop", content));
    }

    private String flow(String type, String name, String content) {
        return connect.createContactFlow(request -> request.instanceId(people.instance())
                        .type(type)
                        .name(texts.name(name))
                        .description(texts.description("What a customer meets first"))
                        .content(content))
                .contactFlowId();
    }

    private void quickConnect() {
        var transfer = flow("QUEUE_TRANSFER", "Pass on to the orders", ENDING);
        ids.put(
                "quickConnect",
                connect.createQuickConnect(request -> request.instanceId(people.instance())
                                .name(texts.name("The orders"))
                                .description(texts.description("Pass a chat on"))
                                .quickConnectConfig(config -> config.quickConnectType("QUEUE")
                                        .queueConfig(to ->
                                                to.queueId(ids.of("queue")).contactFlowId(transfer))))
                        .quickConnectId());
    }

    private void agentStatus() {
        ids.put(
                "agentStatus",
                connect.createAgentStatus(request -> request.instanceId(people.instance())
                                .name(texts.name("Lunch"))
                                .description(texts.description("Back at one"))
                                .state("ENABLED"))
                        .agentStatusId());
    }

    private void securityProfile() {
        ids.put(
                "securityProfile",
                connect.createSecurityProfile(request -> request.instanceId(people.instance())
                                .securityProfileName("Readers")
                                .description(texts.description("They only look"))
                                .permissions("ContactSearch.View"))
                        .securityProfileId());
    }

    private void hierarchy() {
        connect.updateUserHierarchyStructure(request -> request.instanceId(people.instance())
                .hierarchyStructure(levels -> levels.levelOne(level -> level.name(texts.of("Site", 50)))
                        .levelTwo(level -> level.name(texts.of("Team", 50)))));
        ids.put(
                "hierarchyGroup",
                connect.createUserHierarchyGroup(
                                request -> request.instanceId(people.instance()).name(texts.name("Europe")))
                        .hierarchyGroupId());
        connect.createUserHierarchyGroup(request -> request.instanceId(people.instance())
                .name(texts.name("Berlin"))
                .parentGroupId(ids.of("hierarchyGroup")));
    }

    private void flowModule() {
        var module = connect.createContactFlowModule(request -> request.instanceId(people.instance())
                        .name(texts.name("Ask for the order"))
                        .description(texts.description("Its number"))
                        .content(ENDING.replace("DisconnectParticipant", "EndFlowModuleExecution")))
                .id();
        ids.put("module", module);
        connect.createContactFlowModuleVersion(request -> request.instanceId(people.instance())
                .contactFlowModuleId(module)
                .description(texts.description("The first one")));
        ids.put(
                "alias",
                connect.createContactFlowModuleAlias(request -> request.instanceId(people.instance())
                                .contactFlowModuleId(module)
                                .contactFlowModuleVersion(1L)
                                .aliasName("live")
                                .description(texts.description("For all shops")))
                        .id());
    }

    private void view() {
        ids.put(
                "view",
                connect.createView(request -> request.instanceId(people.instance())
                                .name("Order status")
                                .status("SAVED")
                                .content(content -> content.template("{\"Head\": {\"Title\": \"Order\"}, \"Body\": []}")
                                        .actions("Accept", "Decline")))
                        .view()
                        .id());
    }

    private void predefinedAttribute() {
        var name = texts.name("Language");
        connect.createPredefinedAttribute(request -> request.instanceId(people.instance())
                .name(name)
                .values(values -> values.stringList(texts.name("English"), texts.name("German"))));
        ids.put("predefinedAttribute", attributes.require(instance, name).id().toString());
    }

    private void quickReplies() {
        quickReply(null, "Greeting", "Hello {{customer}}, my name is {{agent}}. How can I help you?");
        quickReply(null, "One moment", "Let me look that up. It takes a minute or two.");
        quickReply(new QueueId(UUID.fromString(ids.of("queue"))), "Late parcel", """
                I am sorry that your parcel is late. You have {{plan}}, so the next one is free.

                Is there anything else?""");
    }

    private void quickReply(@Nullable QueueId queue, String name, String content) {
        quickReplies.create(
                instance, queue, texts.of(name, QuickReply.MAX_NAME), texts.of(content, QuickReply.MAX_CONTENT));
    }
}
