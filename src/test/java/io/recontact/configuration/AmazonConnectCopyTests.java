package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.HoursOfOperation;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.Queue;
import software.amazon.awssdk.services.connect.model.QueueType;
import software.amazon.awssdk.services.connect.model.RoutingProfile;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfigSummary;

/**
 * Replays the calls of amazon-connect-copy, which copies an instance with the AWS CLI: {@code connect_save} of both
 * instances, {@code connect_diff}, which calls nothing, {@code connect_copy}, and a second copy that finds nothing to
 * do.
 *
 * <p>Source: aws-samples/amazon-connect-copy, bin/connect_save and bin/connect_copy at 0d08494fa4b7.
 */
@ServiceTest
@SuppressWarnings("unchecked") // consumers as varargs of the SDK
class AmazonConnectCopyTests {

    private static final int ALL = 999; // maxitems of connect_save
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:prices";

    /** The template for new flows that connect_diff writes. */
    private static final String TEMPLATE = """
            {"Version": "2019-10-30", "StartAction": "e093fb75-2263-4594-875e-2d8e9974595f", "Metadata": {}, "Actions": [
             {"Identifier": "e093fb75-2263-4594-875e-2d8e9974595f", "Type": "DisconnectParticipant", "Parameters": {},
              "Transitions": {}}]}
            """;

    private static final String FLOW = """
            {"Version": "2019-10-30", "StartAction": "queue", "Actions": [
             {"Identifier": "queue", "Type": "UpdateContactTargetQueue", "Parameters": {"QueueId": "QUEUE"},
              "Transitions": {"NextAction": "end", "Errors": [{"NextAction": "end", "ErrorType": "NoMatchingError"}]}},
             {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}]}
            """;

    private static final String MODULE = """
            {"Version": "2019-10-30", "StartAction": "end", "Actions": [
             {"Identifier": "end", "Type": "EndFlowModuleExecution", "Parameters": {}, "Transitions": {}}]}
            """;

    private final ConnectClient connect;
    private final String source;
    private final String target;

    AmazonConnectCopyTests(Service.Calls calls) {
        this.connect = calls.connect();
        this.source = calls.newTenant().instance();
        this.target = calls.newTenant().instance();
    }

    private record Flow(ContactFlowType type, String id, String content) {}

    private record Module(String id, String content) {}

    /** The files of connect_save, each by the name of its resource. */
    private record Saved(
            Map<String, HoursOfOperation> hours,
            Map<String, Queue> queues,
            Map<String, RoutingProfile> profiles,
            Map<String, List<RoutingProfileQueueConfigSummary>> profileQueues,
            Map<String, Module> modules,
            Map<String, Flow> flows) {

        /** The substitutions of helper.sed: ids of this instance by ids of the other one. */
        Map<String, String> idsOf(Saved other) {
            var ids = new HashMap<String, String>();
            hours.forEach((name, there) -> {
                if (other.hours.containsKey(name)) {
                    ids.put(other.hours.get(name).hoursOfOperationId(), there.hoursOfOperationId());
                }
            });
            queues.forEach((name, there) -> {
                if (other.queues.containsKey(name)) {
                    ids.put(other.queues.get(name).queueId(), there.queueId());
                }
            });
            modules.forEach((name, there) -> {
                if (other.modules.containsKey(name)) {
                    ids.put(other.modules.get(name).id(), there.id());
                }
            });
            flows.forEach((name, there) -> {
                if (other.flows.containsKey(name)) {
                    ids.put(other.flows.get(name).id(), there.id());
                }
            });
            return ids;
        }
    }

    private Saved save(String instance) {
        assertThat(connect.listInstancesPaginator(_ -> {}).instanceSummaryList().stream()
                        .map(found -> found.id()))
                .contains(instance);
        assertThat(connect.listPrompts(list -> list.instanceId(instance).maxResults(ALL))
                        .promptSummaryList())
                .isEmpty();
        var hours = new TreeMap<String, HoursOfOperation>();
        connect.listHoursOfOperations(list -> list.instanceId(instance).maxResults(ALL))
                .hoursOfOperationSummaryList()
                .forEach(found -> hours.put(
                        found.name(),
                        connect.describeHoursOfOperation(describe ->
                                        describe.instanceId(instance).hoursOfOperationId(found.id()))
                                .hoursOfOperation()));
        var queues = new TreeMap<String, Queue>();
        connect.listQueues(list -> list.instanceId(instance).maxResults(ALL)).queueSummaryList().stream()
                .filter(found -> found.queueType() != QueueType.AGENT)
                .forEach(found -> queues.put(
                        found.name(),
                        connect.describeQueue(describe ->
                                        describe.instanceId(instance).queueId(found.id()))
                                .queue()));
        var profiles = new TreeMap<String, RoutingProfile>();
        var profileQueues = new TreeMap<String, List<RoutingProfileQueueConfigSummary>>();
        connect.listRoutingProfiles(list -> list.instanceId(instance).maxResults(ALL))
                .routingProfileSummaryList()
                .forEach(found -> {
                    profiles.put(
                            found.name(),
                            connect.describeRoutingProfile(describe ->
                                            describe.instanceId(instance).routingProfileId(found.id()))
                                    .routingProfile());
                    profileQueues.put(
                            found.name(),
                            connect.listRoutingProfileQueues(
                                            list -> list.instanceId(instance).routingProfileId(found.id()))
                                    .routingProfileQueueConfigSummaryList());
                });
        var modules = new TreeMap<String, Module>();
        connect.listContactFlowModules(list -> list.instanceId(instance).maxResults(ALL))
                .contactFlowModulesSummaryList()
                .forEach(found -> {
                    var module = connect.describeContactFlowModule(
                                    describe -> describe.instanceId(instance).contactFlowModuleId(found.id()))
                            .contactFlowModule();
                    assertThat(module.statusAsString()).isEqualToIgnoringCase("published");
                    modules.put(found.name(), new Module(found.id(), module.content()));
                });
        var flows = new TreeMap<String, Flow>();
        connect.listContactFlows(list -> list.instanceId(instance).maxResults(ALL))
                .contactFlowSummaryList()
                .forEach(found -> flows.put(
                        found.name(),
                        new Flow(
                                found.contactFlowType(),
                                found.id(),
                                connect.describeContactFlow(describe ->
                                                describe.instanceId(instance).contactFlowId(found.id()))
                                        .contactFlow()
                                        .content())));
        return new Saved(hours, queues, profiles, profileQueues, modules, flows);
    }

    /** Copies what differs, and returns the number of calls that changed something. */
    private int copy() {
        var from = save(source);
        int changes = 0;
        for (var hours : from.hours().values()) {
            var there = save(target).hours().get(hours.name());
            if (there == null) {
                connect.createHoursOfOperation(create -> create.instanceId(target)
                        .name(hours.name())
                        .description(hours.description())
                        .timeZone(hours.timeZone())
                        .config(hours.config())
                        .tags(hours.tags()));
                changes++;
            } else if (!there.config().equals(hours.config())
                    || !there.timeZone().equals(hours.timeZone())) {
                connect.updateHoursOfOperation(update -> update.instanceId(target)
                        .hoursOfOperationId(there.hoursOfOperationId())
                        .name(hours.name())
                        .description(hours.description())
                        .timeZone(hours.timeZone())
                        .config(hours.config()));
                changes++;
            }
        }
        for (var queue : from.queues().values()) {
            var to = save(target);
            if (!to.queues().containsKey(queue.name())) {
                connect.createQueue(create -> create.instanceId(target)
                        .name(queue.name())
                        .description(queue.description())
                        .hoursOfOperationId(to.idsOf(from).get(queue.hoursOfOperationId()))
                        .maxContacts(queue.maxContacts())
                        .tags(queue.tags()));
                changes++;
            }
        }
        for (var profile : from.profiles().values()) {
            changes += copyProfile(from, profile);
        }
        for (var name : from.modules().keySet()) {
            changes += copyModule(from, name);
        }
        for (var name : from.flows().keySet()) {
            changes += copyFlow(from, name);
        }
        return changes;
    }

    private static <T> T required(Map<String, T> byName, String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }

    private int copyProfile(Saved from, RoutingProfile profile) {
        if (profile.name().equals("Basic Routing Profile")) { // routing_profile_to_ignore of connect_diff
            return 0;
        }
        var to = save(target);
        var ids = to.idsOf(from);
        var queues = required(from.profileQueues(), profile.name()).stream()
                .map(queue -> queueConfig(required(ids, queue.queueId()), queue))
                .toList();
        // The API returns channels with concurrency 0, which it does not accept.
        var media = profile.mediaConcurrencies().stream()
                .filter(one -> one.concurrency() != 0)
                .toList();
        var there = to.profiles().get(profile.name());
        if (there == null) {
            connect.createRoutingProfile(create -> create.instanceId(target)
                    .name(profile.name())
                    .description(profile.description())
                    .defaultOutboundQueueId(required(ids, profile.defaultOutboundQueueId()))
                    .mediaConcurrencies(media)
                    .queueConfigs(queues)
                    .tags(profile.tags()));
            return 1;
        }
        var id = there.routingProfileId();
        int changes = 0;
        if (!media.equals(there.mediaConcurrencies().stream()
                        .filter(one -> one.concurrency() != 0)
                        .toList())
                || !required(ids, profile.defaultOutboundQueueId()).equals(there.defaultOutboundQueueId())) {
            connect.updateRoutingProfileDefaultOutboundQueue(update -> update.instanceId(target)
                    .routingProfileId(id)
                    .defaultOutboundQueueId(required(ids, profile.defaultOutboundQueueId())));
            connect.updateRoutingProfileConcurrency(
                    update -> update.instanceId(target).routingProfileId(id).mediaConcurrencies(media));
            changes += 2;
        }
        var present = required(to.profileQueues(), profile.name()).stream()
                .map(RoutingProfileQueueConfigSummary::queueId)
                .toList();
        var added = queues.stream()
                .filter(queue -> !present.contains(queue.queueReference().queueId()))
                .toList();
        if (!added.isEmpty()) {
            connect.associateRoutingProfileQueues(associate ->
                    associate.instanceId(target).routingProfileId(id).queueConfigs(added));
            changes++;
        }
        return changes;
    }

    private static RoutingProfileQueueConfig queueConfig(String queue, RoutingProfileQueueConfigSummary summary) {
        return RoutingProfileQueueConfig.builder()
                .queueReference(reference -> reference.queueId(queue).channel(summary.channel()))
                .priority(summary.priority())
                .delay(summary.delay())
                .build();
    }

    private int copyModule(Saved from, String name) {
        var to = save(target);
        var content = translated(to, from, required(from.modules(), name).content());
        var there = to.modules().get(name);
        if (there == null) {
            connect.createContactFlowModule(
                    create -> create.instanceId(target).name(name).content(content));
            return 1;
        }
        if (there.content().equals(content)) {
            return 0;
        }
        connect.updateContactFlowModuleContent(update ->
                update.instanceId(target).contactFlowModuleId(there.id()).content(content));
        return 1;
    }

    private int copyFlow(Saved from, String name) {
        if (name.startsWith("Default ") || name.startsWith("Sample ")) { // as connect_copy leaves them out
            return 0;
        }
        var flow = required(from.flows(), name);
        int changes = 0;
        if (!save(target).flows().containsKey(name)) {
            connect.createContactFlow(create ->
                    create.instanceId(target).name(name).type(flow.type()).content(TEMPLATE));
            changes++;
        }
        var to = save(target);
        var content = translated(to, from, flow.content());
        if (!required(to.flows(), name).content().equals(content)) {
            connect.updateContactFlowContent(update -> update.instanceId(target)
                    .contactFlowId(required(to.flows(), name).id())
                    .content(content));
            changes++;
        }
        if (content.contains(FUNCTION)
                && !connect.listLambdaFunctions(list -> list.instanceId(target))
                        .lambdaFunctions()
                        .contains(FUNCTION)) {
            connect.associateLambdaFunction(
                    associate -> associate.instanceId(target).functionArn(FUNCTION));
            changes++;
        }
        return changes;
    }

    private String translated(Saved to, Saved from, String content) {
        var result = content.replace(source, target);
        for (var id : to.idsOf(from).entrySet()) {
            result = result.replace(id.getKey(), id.getValue());
        }
        return result;
    }

    @Test
    void copiesWhatDiffersAndThenNothing() {
        var hours = connect.createHoursOfOperation(create -> create.instanceId(source)
                        .name("Office hours")
                        .timeZone("Europe/Berlin")
                        .config(config -> config.day("MONDAY")
                                .startTime(time -> time.hours(8).minutes(0))
                                .endTime(time -> time.hours(18).minutes(0))))
                .hoursOfOperationId();
        var queue = connect.createQueue(
                        create -> create.instanceId(source).name("Orders").hoursOfOperationId(hours))
                .queueId();
        var profile = connect.createRoutingProfile(create -> create.instanceId(source)
                        .name("Chats")
                        .description("Orders")
                        .defaultOutboundQueueId(queue)
                        .mediaConcurrencies(MediaConcurrency.builder()
                                .channel(Channel.CHAT)
                                .concurrency(2)
                                .build())
                        .queueConfigs(config -> config.queueReference(
                                        reference -> reference.queueId(queue).channel(Channel.CHAT))
                                .priority(1)
                                .delay(0)))
                .routingProfileId();
        connect.createContactFlowModule(
                create -> create.instanceId(source).name("Greeting").content(MODULE));
        connect.createContactFlow(create -> create.instanceId(source)
                .name("Shop")
                .type(ContactFlowType.CONTACT_FLOW)
                .content(FLOW.replace("QUEUE", queue)));

        assertThat(copy()).isPositive();

        var copied = save(target);
        assertThat(required(copied.queues(), "Orders").hoursOfOperationId())
                .isEqualTo(required(copied.hours(), "Office hours").hoursOfOperationId());
        assertThat(required(copied.profileQueues(), "Chats"))
                .extracting(RoutingProfileQueueConfigSummary::queueName)
                .containsExactly("Orders");
        assertThat(required(copied.flows(), "Shop").content())
                .contains(required(copied.queues(), "Orders").queueId());
        assertThat(copy()).isZero();

        connect.updateHoursOfOperation(
                update -> update.instanceId(source).hoursOfOperationId(hours).timeZone("Europe/Lisbon"));
        connect.updateRoutingProfileConcurrency(update -> update.instanceId(source)
                .routingProfileId(profile)
                .mediaConcurrencies(MediaConcurrency.builder()
                        .channel(Channel.CHAT)
                        .concurrency(5)
                        .build()));
        assertThat(copy()).isEqualTo(3);

        assertThat(required(save(target).hours(), "Office hours").timeZone()).isEqualTo("Europe/Lisbon");
        assertThat(copy()).isZero();
    }
}
