package io.recontact.configuration.terraform;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.connect.model.OutboundCallerConfig;
import software.amazon.awssdk.services.connect.model.Queue;

final class QueueResource extends TerraformResource {

    QueueResource(TerraformCalls calls) {
        super(calls);
    }

    @Override
    Arguments configuration() {
        return Arguments.of(NAME, "Orders")
                .and(DESCRIPTION, "Where is my parcel?")
                .and("hours_of_operation_id", calls.newHours())
                .and("max_contacts", 5)
                .and("status", "ENABLED")
                .and(
                        "outbound_caller_config",
                        OutboundCallerConfig.builder()
                                .outboundCallerIdName("Shop")
                                .build());
    }

    @Override
    List<Map<String, Object>> changes() {
        var one = calls.newQuickConnect();
        var two = calls.newQuickConnect();
        return List.of(
                Map.of("hours_of_operation_id", calls.newHours()),
                Map.of("max_contacts", 7),
                Map.of(NAME, "Parcels"),
                // Not unset: the provider then sends an empty text, which the model of UpdateQueueName refuses.
                Map.of(DESCRIPTION, "Changed"),
                Map.of(
                        "outbound_caller_config",
                        OutboundCallerConfig.builder()
                                .outboundCallerIdName("Store")
                                .outboundFlowId(calls.flow())
                                .build()),
                Map.of("status", "DISABLED"),
                Map.of("status", "ENABLED"),
                Map.of("quick_connect_ids", Set.of(one)),
                Map.of("quick_connect_ids", Set.of(two)),
                Map.of("quick_connect_ids", Arguments.UNSET));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createQueue(create -> create.instanceId(instance)
                        .name(wanted.text(NAME))
                        .description(wanted.find(DESCRIPTION))
                        .hoursOfOperationId(wanted.text("hours_of_operation_id"))
                        .maxContacts(wanted.find("max_contacts"))
                        .outboundCallerConfig(wanted.<OutboundCallerConfig>find("outbound_caller_config"))
                        .quickConnectIds(wanted.<Set<String>>find("quick_connect_ids")))
                .queueId();
    }

    private Queue describe(String id) {
        return connect.describeQueue(describe -> describe.instanceId(instance).queueId(id))
                .queue();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        var quick = connect.listQueueQuickConnects(
                        list -> list.instanceId(instance).queueId(id).maxResults(PAGE))
                .quickConnectSummaryList();
        return Arguments.of(NAME, found.name())
                .and(DESCRIPTION, found.description())
                .and("hours_of_operation_id", found.hoursOfOperationId())
                .and("max_contacts", found.maxContacts())
                .and("outbound_caller_config", found.outboundCallerConfig())
                .and("status", found.statusAsString())
                .and("quick_connect_ids", quick.stream().map(item -> item.id()).collect(Collectors.toSet()));
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        if (wanted.differs(old, "hours_of_operation_id")) {
            connect.updateQueueHoursOfOperation(update ->
                    update.instanceId(instance).queueId(id).hoursOfOperationId(wanted.text("hours_of_operation_id")));
        }
        if (wanted.differs(old, "max_contacts")) {
            connect.updateQueueMaxContacts(
                    update -> update.instanceId(instance).queueId(id).maxContacts(wanted.get("max_contacts")));
        }
        if (wanted.differs(old, NAME, DESCRIPTION)) {
            connect.updateQueueName(update -> update.instanceId(instance)
                    .queueId(id)
                    .name(wanted.text(NAME))
                    .description(wanted.text(DESCRIPTION)));
        }
        if (wanted.differs(old, "outbound_caller_config")) {
            connect.updateQueueOutboundCallerConfig(update -> update.instanceId(instance)
                    .queueId(id)
                    .outboundCallerConfig(wanted.<OutboundCallerConfig>find("outbound_caller_config")));
        }
        if (wanted.differs(old, "status")) {
            connect.updateQueueStatus(
                    update -> update.instanceId(instance).queueId(id).status(wanted.text("status")));
        }
        if (wanted.differs(old, "quick_connect_ids")) {
            var present = ids(old);
            var declared = ids(wanted);
            var added = new HashSet<>(declared);
            added.removeAll(present);
            var removed = new HashSet<>(present);
            removed.removeAll(declared);
            if (!added.isEmpty()) {
                connect.associateQueueQuickConnects(
                        associate -> associate.instanceId(instance).queueId(id).quickConnectIds(added));
            }
            if (!removed.isEmpty()) {
                connect.disassociateQueueQuickConnects(disassociate ->
                        disassociate.instanceId(instance).queueId(id).quickConnectIds(removed));
            }
        }
    }

    private static Set<String> ids(Arguments arguments) {
        Set<String> ids = arguments.find("quick_connect_ids");
        return ids == null ? Set.of() : ids;
    }

    @Override
    void delete(String id) {
        connect.deleteQueue(delete -> delete.instanceId(instance).queueId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).queueArn();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listQueues(list -> list.instanceId(instance).maxResults(PAGE))
                        .queueSummaryList(),
                found -> found.name(),
                found -> found.id());
    }
}
