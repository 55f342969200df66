package io.recontact.configuration.terraform;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.connect.model.QuickConnect;
import software.amazon.awssdk.services.connect.model.QuickConnectConfig;

final class QuickConnectResource extends TerraformResource {

    QuickConnectResource(TerraformCalls calls) {
        super(calls);
    }

    private String newFlow(String type) {
        return connect.createContactFlow(create -> create.instanceId(instance)
                        .name("Transfer " + UUID.randomUUID())
                        .type(type)
                        .content(TerraformCalls.content("DisconnectParticipant")))
                .contactFlowId();
    }

    private QuickConnectConfig ofQueue(String queue) {
        var transfer = newFlow("QUEUE_TRANSFER");
        return QuickConnectConfig.builder()
                .quickConnectType("QUEUE")
                .queueConfig(config -> config.queueId(queue).contactFlowId(transfer))
                .build();
    }

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "To orders")
                .and(DESCRIPTION, "The queue")
                .and("quick_connect_config", ofQueue(calls.newQueue()));
    }

    @Override
    List<Map<String, Object>> changes() {
        var user = calls.newUser();
        var transfer = newFlow("AGENT_TRANSFER");
        return List.of(
                Map.of(NAME, "To parcels"),
                Map.of(DESCRIPTION, "Changed"),
                Map.of(DESCRIPTION, Arguments.UNSET),
                Map.of("quick_connect_config", ofQueue(calls.newQueue())),
                Map.of(
                        "quick_connect_config",
                        QuickConnectConfig.builder()
                                .quickConnectType("USER")
                                .userConfig(config -> config.userId(user).contactFlowId(transfer))
                                .build()));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createQuickConnect(create -> create.instanceId(instance)
                        .name(wanted.text(NAME))
                        .description(wanted.find(DESCRIPTION))
                        .quickConnectConfig(wanted.<QuickConnectConfig>get("quick_connect_config")))
                .quickConnectId();
    }

    private QuickConnect describe(String id) {
        return connect.describeQuickConnect(
                        describe -> describe.instanceId(instance).quickConnectId(id))
                .quickConnect();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        return Arguments.of(NAME, found.name())
                .and(DESCRIPTION, found.description())
                .and("quick_connect_config", found.quickConnectConfig());
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        if (wanted.differs(old, NAME, DESCRIPTION)) {
            connect.updateQuickConnectName(update -> update.instanceId(instance)
                    .quickConnectId(id)
                    .name(wanted.text(NAME))
                    .description(wanted.text(DESCRIPTION)));
        }
        if (wanted.differs(old, "quick_connect_config")) {
            connect.updateQuickConnectConfig(update -> update.instanceId(instance)
                    .quickConnectId(id)
                    .quickConnectConfig(wanted.<QuickConnectConfig>get("quick_connect_config")));
        }
    }

    @Override
    void delete(String id) {
        connect.deleteQuickConnect(delete -> delete.instanceId(instance).quickConnectId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).quickConnectARN();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listQuickConnects(list -> list.instanceId(instance).maxResults(PAGE))
                        .quickConnectSummaryList(),
                found -> found.name(),
                found -> found.id());
    }
}
