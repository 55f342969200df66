package io.recontact.configuration.terraform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.CrossChannelBehavior;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.RoutingProfile;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;

final class RoutingProfileResource extends TerraformResource {

    RoutingProfileResource(TerraformCalls calls) {
        super(calls);
    }

    private static final int CHUNK = 10;

    private static MediaConcurrency chats(int concurrency) {
        return MediaConcurrency.builder()
                .channel(Channel.CHAT)
                .concurrency(concurrency)
                .build();
    }

    private static RoutingProfileQueueConfig of(String queue, int priority, int delay) {
        return RoutingProfileQueueConfig.builder()
                .queueReference(reference -> reference.queueId(queue).channel(Channel.CHAT))
                .priority(priority)
                .delay(delay)
                .build();
    }

    @Override
    Arguments configuration() {
        var queue = calls.newQueue();
        return Arguments.of(NAME, "Chats")
                .and(DESCRIPTION, "Orders first")
                .and("default_outbound_queue_id", queue)
                .and("media_concurrencies", Set.of(chats(2)))
                .and("queue_configs", Set.of(of(queue, 1, 0)));
    }

    @Override
    List<Map<String, Object>> changes() {
        var one = calls.newQueue();
        var two = calls.newQueue();
        var many = Stream.generate(() -> of(calls.newQueue(), 3, 0))
                .limit(CHUNK + 1)
                .collect(Collectors.toSet());
        return List.of(
                Map.of("media_concurrencies", Set.of(chats(5))),
                Map.of("default_outbound_queue_id", one),
                Map.of(NAME, "More chats"),
                Map.of(DESCRIPTION, "Changed"),
                Map.of("queue_configs", Set.of(of(one, 1, 0), of(two, 2, 30))),
                Map.of("queue_configs", Set.of(of(one, 4, 5), of(two, 2, 30))),
                Map.of("queue_configs", many),
                Map.of("queue_configs", Arguments.UNSET));
    }

    @Override
    String create(Arguments wanted) {
        return connect.createRoutingProfile(create -> create.instanceId(instance)
                        .name(wanted.text(NAME))
                        .description(wanted.text(DESCRIPTION))
                        .defaultOutboundQueueId(wanted.text("default_outbound_queue_id"))
                        .mediaConcurrencies(wanted.<Set<MediaConcurrency>>get("media_concurrencies"))
                        .queueConfigs(wanted.<Set<RoutingProfileQueueConfig>>get("queue_configs")))
                .routingProfileId();
    }

    private RoutingProfile describe(String id) {
        return connect.describeRoutingProfile(
                        describe -> describe.instanceId(instance).routingProfileId(id))
                .routingProfile();
    }

    @Override
    Arguments read(String id) {
        var found = describe(id);
        var queues = connect
                .listRoutingProfileQueuesPaginator(
                        list -> list.instanceId(instance).routingProfileId(id).maxResults(PAGE))
                .stream()
                .flatMap(page -> page.routingProfileQueueConfigSummaryList().stream());
        return Arguments.of(NAME, found.name())
                .and(DESCRIPTION, found.description())
                .and("default_outbound_queue_id", found.defaultOutboundQueueId())
                .and(
                        "media_concurrencies",
                        found.mediaConcurrencies().stream()
                                .map(media -> media.toBuilder()
                                        .crossChannelBehavior((CrossChannelBehavior) null)
                                        .build())
                                .collect(Collectors.toSet()))
                .and(
                        "queue_configs",
                        queues.map(queue -> of(queue.queueId(), queue.priority(), queue.delay()))
                                .collect(Collectors.toSet()));
    }

    @Override
    void update(String id, Arguments old, Arguments wanted) {
        if (wanted.differs(old, "media_concurrencies")) {
            connect.updateRoutingProfileConcurrency(update -> update.instanceId(instance)
                    .routingProfileId(id)
                    .mediaConcurrencies(wanted.<Set<MediaConcurrency>>get("media_concurrencies")));
        }
        if (wanted.differs(old, "default_outbound_queue_id")) {
            connect.updateRoutingProfileDefaultOutboundQueue(update -> update.instanceId(instance)
                    .routingProfileId(id)
                    .defaultOutboundQueueId(wanted.text("default_outbound_queue_id")));
        }
        if (wanted.differs(old, NAME, DESCRIPTION)) {
            connect.updateRoutingProfileName(update -> update.instanceId(instance)
                    .routingProfileId(id)
                    .name(wanted.text(NAME))
                    .description(wanted.text(DESCRIPTION)));
        }
        var removed = without(queues(old), queues(wanted));
        for (int start = 0; start < removed.size(); start += CHUNK) {
            var references = removed.subList(start, Math.min(removed.size(), start + CHUNK)).stream()
                    .map(RoutingProfileQueueConfig::queueReference)
                    .toList();
            connect.disassociateRoutingProfileQueues(disassociate ->
                    disassociate.instanceId(instance).routingProfileId(id).queueReferences(references));
        }
        var added = without(queues(wanted), queues(old));
        for (int start = 0; start < added.size(); start += CHUNK) {
            var chunk = added.subList(start, Math.min(added.size(), start + CHUNK));
            connect.associateRoutingProfileQueues(associate ->
                    associate.instanceId(instance).routingProfileId(id).queueConfigs(chunk));
        }
    }

    private static Set<RoutingProfileQueueConfig> queues(Arguments arguments) {
        Set<RoutingProfileQueueConfig> queues = arguments.find("queue_configs");
        return queues == null ? Set.of() : queues;
    }

    private static List<RoutingProfileQueueConfig> without(
            Set<RoutingProfileQueueConfig> queues, Set<RoutingProfileQueueConfig> others) {
        return queues.stream().filter(queue -> !others.contains(queue)).toList();
    }

    @Override
    void delete(String id) {
        connect.deleteRoutingProfile(delete -> delete.instanceId(instance).routingProfileId(id));
    }

    @Override
    String arn(String id) {
        return describe(id).routingProfileArn();
    }

    @Override
    Map<String, String> tags(String id) {
        return describe(id).tags();
    }

    @Override
    Map<String, String> idsByName() {
        return index(
                connect.listRoutingProfiles(list -> list.instanceId(instance).maxResults(PAGE))
                        .routingProfileSummaryList(),
                found -> found.name(),
                found -> found.id());
    }
}
