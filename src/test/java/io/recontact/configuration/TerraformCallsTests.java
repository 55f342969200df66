package io.recontact.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.CrossChannelBehavior;
import software.amazon.awssdk.services.connect.model.HierarchyLevelUpdate;
import software.amazon.awssdk.services.connect.model.HierarchyStructureUpdate;
import software.amazon.awssdk.services.connect.model.HoursOfOperationConfig;
import software.amazon.awssdk.services.connect.model.InstanceAttributeType;
import software.amazon.awssdk.services.connect.model.LexBot;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.OutboundCallerConfig;
import software.amazon.awssdk.services.connect.model.QuickConnectConfig;
import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;
import software.amazon.awssdk.services.connect.model.RoutingProfileQueueConfig;
import software.amazon.awssdk.services.connect.model.UserIdentityInfo;
import software.amazon.awssdk.services.connect.model.UserPhoneConfig;

/**
 * Replays the calls of the AWS provider of Terraform for each resource that concerns chats: create, read, a plan
 * without a change, the update of each argument, a change of tags, the look-up of the data source, import, destroy. A
 * plan is empty if what the provider reads equals the configuration.
 *
 * <p>Sources: hashicorp/terraform-provider-aws 5.100.0, internal/service/connect, read at these commits: queue.go and
 * hours_of_operation.go 00a35305dc1b, instance.go and bot_association.go 01c08000ddb1, routing_profile.go 01142d741809,
 * quick_connect.go 00418b6216bb, security_profile.go 0aa0d338dafe, user.go and user_hierarchy_group.go 01db43de3847,
 * user_hierarchy_structure.go 0a2ca366843d, contact_flow.go 050ac11163ca, contact_flow_module.go 07e0d0b940f5,
 * lambda_function_association.go 0ce5aecc162c, enum.go 0077cbe6c5ab.
 */
@ServiceTest
class TerraformCallsTests {

    private static final int PAGE = 60; // enum.go
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:prices";

    private static final String CONTENT = """
            {"Version":"2019-10-30","StartAction":"end","Actions":[{"Identifier":"end","Type":"TYPE","Parameters":{},\
            "Transitions":{}}]}""";

    /** The arguments of a resource. An absent one is unset. */
    private record Arguments(Map<String, Object> values) {

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // arguments are read as they are written
        <T> @Nullable T find(String name) {
            return (T) values.get(name);
        }

        @SuppressWarnings("TypeParameterUnusedInFormals")
        <T> T get(String name) {
            T value = find(name);
            if (value == null) {
                throw new IllegalStateException(name);
            }
            return value;
        }

        /** The text that the provider sends for an unset argument. */
        String text(String name) {
            return values.getOrDefault(name, "").toString();
        }

        boolean differs(Arguments old, String... names) {
            return Stream.of(names)
                    .anyMatch(name -> !String.valueOf(values.get(name)).equals(String.valueOf(old.values.get(name))));
        }

        Arguments with(Map<String, Object> changes) {
            var result = new HashMap<>(values);
            result.putAll(changes);
            result.values().removeIf(UNSET::equals);
            return new Arguments(result);
        }
    }

    private static final Object UNSET = new Object();

    /** The functions of a resource in the provider, and the configuration that the test gives it. */
    private interface Resource {

        String create(Arguments wanted);

        /** Reads the state; throws ResourceNotFoundException if there is none. */
        Map<String, Object> read(String id);

        /** Replaces the resource if it has no update. */
        default void update(String id, Arguments old, Arguments wanted) {
            throw new IllegalStateException("A change replaces it");
        }

        void delete(String id);

        /** The ARN for tags; null if the resource has no tags. */
        default @Nullable String arn(String id) {
            return null;
        }

        default Map<String, String> tags(String id) {
            return Map.of();
        }

        /** Names and ids as the data source lists them. */
        default Map<String, String> idsByName() {
            return Map.of();
        }

        Arguments configuration();

        /** One change for each argument. */
        default List<Map<String, Object>> changes() {
            return List.of();
        }
    }

    private final Service.Calls calls;
    private final ConnectClient connect;
    private final String instance;
    private final String flow;

    TerraformCallsTests(Service.Calls calls) {
        this.calls = calls;
        this.connect = calls.connect();
        var tenant = calls.newTenant();
        this.instance = tenant.instance();
        this.flow = tenant.flow();
    }

    @TestFactory
    Stream<DynamicTest> livesItsWholeLife() {
        var rows = new TreeMap<String, Resource>();
        rows.put("aws_connect_bot_association", new BotAssociation());
        rows.put("aws_connect_contact_flow", new ContactFlow());
        rows.put("aws_connect_contact_flow_module", new ContactFlowModule());
        rows.put("aws_connect_hours_of_operation", new HoursOfOperation());
        rows.put("aws_connect_instance", new Instance());
        rows.put("aws_connect_lambda_function_association", new LambdaFunctionAssociation());
        rows.put("aws_connect_queue", new Queue());
        rows.put("aws_connect_quick_connect", new QuickConnect());
        rows.put("aws_connect_routing_profile", new RoutingProfile());
        rows.put("aws_connect_security_profile", new SecurityProfile());
        rows.put("aws_connect_user", new User());
        rows.put("aws_connect_user_hierarchy_group", new HierarchyGroup());
        rows.put(
                "aws_connect_user_hierarchy_structure",
                new HierarchyStructure(calls.newTenant().instance()));
        return rows.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> livesItsWholeLife(row.getValue())));
    }

    private void livesItsWholeLife(Resource resource) {
        var configuration = resource.configuration();
        var id = resource.create(configuration);
        assertEmptyPlan(resource, id, configuration);

        for (var change : resource.changes()) {
            var next = configuration.with(change);
            resource.update(id, configuration, next);
            assertEmptyPlan(resource, id, next);
            configuration = next;
        }

        changeTags(resource, id);
        if (!resource.idsByName().isEmpty()) {
            assertThat(resource.idsByName()).as("the data source").containsEntry(configuration.text(NAME), id);
        }
        assertEmptyPlan(resource, id, configuration); // import reads by the id alone, as this does

        resource.delete(id);
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(() -> resource.read(id));
        assertThat(resource.idsByName()).as("what is left over").doesNotContainValue(id);
    }

    private static void assertEmptyPlan(Resource resource, String id, Arguments configuration) {
        assertThat(withoutUnset(resource.read(id)))
                .as("a plan without a change")
                .isEqualTo(withoutUnset(configuration.values()));
    }

    /** The provider cannot tell an unset argument from an empty one, zero or false. */
    private static Map<String, Object> withoutUnset(Map<String, Object> values) {
        var result = new TreeMap<>(values);
        result.values()
                .removeIf(value -> Set.of("", 0, false, List.of(), Set.of()).contains(value));
        result.remove("password"); // read from the state only
        return result;
    }

    /** The transparent tagging of the provider: removes keys, then sets those that are new or changed. */
    private void changeTags(Resource resource, String id) {
        var arn = resource.arn(id);
        if (arn == null) {
            return;
        }
        connect.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("a", "1", "b", "2")));
        assertThat(resource.tags(id)).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
        connect.untagResource(untag -> untag.resourceArn(arn).tagKeys("a"));
        connect.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("b", "3")));
        assertThat(resource.tags(id)).containsOnly(Map.entry("b", "3"));
        assertThat(connect.listTagsForResource(list -> list.resourceArn(arn)).tags())
                .isEqualTo(resource.tags(id));
        connect.untagResource(untag -> untag.resourceArn(arn).tagKeys("b"));
    }

    private static Map<String, Object> state(@Nullable Object... namesAndValues) {
        var state = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                state.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
            }
        }
        return state;
    }

    private static <T> Map<String, String> index(List<T> items, Function<T, String> name, Function<T, String> id) {
        return items.stream().filter(item -> name.apply(item) != null).collect(Collectors.toMap(name, id));
    }

    private final class Instance implements Resource {

        /** InstanceAttributeMapping in enum.go. */
        private static final Map<InstanceAttributeType, String> ATTRIBUTES = Map.of(
                InstanceAttributeType.AUTO_RESOLVE_BEST_VOICES, "auto_resolve_best_voices_enabled",
                InstanceAttributeType.CONTACTFLOW_LOGS, "contact_flow_logs_enabled",
                InstanceAttributeType.CONTACT_LENS, "contact_lens_enabled",
                InstanceAttributeType.EARLY_MEDIA, "early_media_enabled",
                InstanceAttributeType.INBOUND_CALLS, "inbound_calls_enabled",
                InstanceAttributeType.OUTBOUND_CALLS, "outbound_calls_enabled",
                InstanceAttributeType.MULTI_PARTY_CONFERENCE, "multi_party_conference_enabled");

        @Override
        public Arguments configuration() {
            return new Arguments(state(
                    NAME,
                    "tf-" + UUID.randomUUID(),
                    "identity_management_type",
                    "CONNECT_MANAGED",
                    "inbound_calls_enabled",
                    true,
                    "outbound_calls_enabled",
                    true,
                    "auto_resolve_best_voices_enabled",
                    true,
                    "contact_lens_enabled",
                    true,
                    "early_media_enabled",
                    true));
        }

        @Override
        public List<Map<String, Object>> changes() {
            return ATTRIBUTES.values().stream()
                    .sorted()
                    .flatMap(name -> Stream.of(Map.<String, Object>of(name, false), Map.<String, Object>of(name, true)))
                    .toList();
        }

        @Override
        public String create(Arguments wanted) {
            var id = connect.createInstance(
                            create -> create.clientToken(UUID.randomUUID().toString())
                                    .identityManagementType(wanted.text("identity_management_type"))
                                    .instanceAlias(wanted.text(NAME))
                                    .inboundCallsEnabled(wanted.get("inbound_calls_enabled"))
                                    .outboundCallsEnabled(wanted.get("outbound_calls_enabled")))
                    .id();
            assertThat(connect.describeInstance(describe -> describe.instanceId(id))
                            .instance()
                            .instanceStatusAsString())
                    .isEqualTo("ACTIVE");
            ATTRIBUTES.forEach((type, name) -> {
                if (Boolean.TRUE.equals(wanted.find(name))) {
                    set(id, type, true);
                }
            });
            return id;
        }

        private void set(String id, InstanceAttributeType type, boolean value) {
            connect.updateInstanceAttribute(
                    update -> update.instanceId(id).attributeType(type).value(String.valueOf(value)));
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = connect.describeInstance(describe -> describe.instanceId(id))
                    .instance();
            var state = state(
                    NAME, found.instanceAlias(), "identity_management_type", found.identityManagementTypeAsString());
            ATTRIBUTES.forEach((type, name) -> state.put(
                    name,
                    Boolean.valueOf(connect.describeInstanceAttribute(
                                    describe -> describe.instanceId(id).attributeType(type))
                            .attribute()
                            .value())));
            assertThat(found.inboundCallsEnabled()).isEqualTo(state.get("inbound_calls_enabled"));
            assertThat(found.outboundCallsEnabled()).isEqualTo(state.get("outbound_calls_enabled"));
            return state;
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            ATTRIBUTES.forEach((type, name) -> {
                if (wanted.differs(old, name)) {
                    set(id, type, wanted.get(name));
                }
            });
        }

        @Override
        public void delete(String id) {
            connect.deleteInstance(delete -> delete.instanceId(id));
        }

        @Override
        public String arn(String id) {
            return connect.describeInstance(describe -> describe.instanceId(id))
                    .instance()
                    .arn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return connect.describeInstance(describe -> describe.instanceId(id))
                    .instance()
                    .tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listInstancesPaginator(list -> list.maxResults(10)).instanceSummaryList().stream()
                            .toList(),
                    found -> found.instanceAlias(),
                    found -> found.id());
        }
    }

    private final class HoursOfOperation implements Resource {

        private static HoursOfOperationConfig day(String day, int from, int to) {
            return HoursOfOperationConfig.builder()
                    .day(day)
                    .startTime(time -> time.hours(from).minutes(0))
                    .endTime(time -> time.hours(to).minutes(0))
                    .build();
        }

        @Override
        public Arguments configuration() {
            return new Arguments(state(
                    NAME,
                    "Office hours",
                    DESCRIPTION,
                    "Weekdays",
                    "time_zone",
                    "Europe/Berlin",
                    "config",
                    Set.of(day("MONDAY", 8, 18), day("TUESDAY", 8, 18))));
        }

        @Override
        public List<Map<String, Object>> changes() {
            return List.of(
                    Map.of(NAME, "Opening hours"),
                    Map.of(DESCRIPTION, "Changed"),
                    Map.of(DESCRIPTION, UNSET),
                    Map.of("time_zone", "America/New_York"),
                    Map.of("config", Set.of(day("FRIDAY", 9, 12))));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createHoursOfOperation(create -> create.instanceId(instance)
                            .name(wanted.text(NAME))
                            .description(wanted.find(DESCRIPTION))
                            .timeZone(wanted.text("time_zone"))
                            .config(wanted.<Set<HoursOfOperationConfig>>get("config")))
                    .hoursOfOperationId();
        }

        private software.amazon.awssdk.services.connect.model.HoursOfOperation describe(String id) {
            return connect.describeHoursOfOperation(
                            describe -> describe.instanceId(instance).hoursOfOperationId(id))
                    .hoursOfOperation();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            return state(
                    NAME,
                    found.name(),
                    DESCRIPTION,
                    found.description(),
                    "time_zone",
                    found.timeZone(),
                    "config",
                    new HashSet<>(found.config()));
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            connect.updateHoursOfOperation(update -> update.instanceId(instance)
                    .hoursOfOperationId(id)
                    .name(wanted.text(NAME))
                    .description(wanted.text(DESCRIPTION))
                    .timeZone(wanted.text("time_zone"))
                    .config(wanted.<Set<HoursOfOperationConfig>>get("config")));
        }

        @Override
        public void delete(String id) {
            connect.deleteHoursOfOperation(delete -> delete.instanceId(instance).hoursOfOperationId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).hoursOfOperationArn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listHoursOfOperations(
                                    list -> list.instanceId(instance).maxResults(PAGE))
                            .hoursOfOperationSummaryList(),
                    found -> found.name(),
                    found -> found.id());
        }
    }

    private String newHours() {
        var hours = new HoursOfOperation();
        return hours.create(hours.configuration().with(Map.of(NAME, "Hours " + UUID.randomUUID())));
    }

    private String newQueue() {
        var queue = new Queue();
        return queue.create(queue.configuration().with(Map.of(NAME, "Queue " + UUID.randomUUID())));
    }

    private String newRoutingProfile() {
        var profile = new RoutingProfile();
        return profile.create(profile.configuration().with(Map.of(NAME, "Profile " + UUID.randomUUID())));
    }

    private String newSecurityProfile() {
        var profile = new SecurityProfile();
        return profile.create(profile.configuration().with(Map.of(NAME, "Profile " + UUID.randomUUID())));
    }

    private String newQuickConnect() {
        var quick = new QuickConnect();
        return quick.create(quick.configuration().with(Map.of(NAME, "Quick " + UUID.randomUUID())));
    }

    private String newUser() {
        var user = new User();
        return user.create(user.configuration()
                .with(Map.of(NAME, UUID.randomUUID().toString().substring(0, 20))));
    }

    private final class Queue implements Resource {

        @Override
        public Arguments configuration() {
            return new Arguments(state(
                    NAME,
                    "Orders",
                    DESCRIPTION,
                    "Where is my parcel?",
                    "hours_of_operation_id",
                    newHours(),
                    "max_contacts",
                    5,
                    "status",
                    "ENABLED",
                    "outbound_caller_config",
                    OutboundCallerConfig.builder().outboundCallerIdName("Shop").build()));
        }

        @Override
        public List<Map<String, Object>> changes() {
            var one = newQuickConnect();
            var two = newQuickConnect();
            return List.of(
                    Map.of("hours_of_operation_id", newHours()),
                    Map.of("max_contacts", 7),
                    Map.of(NAME, "Parcels"),
                    // Not unset: the provider then sends an empty text, which the model of UpdateQueueName refuses.
                    Map.of(DESCRIPTION, "Changed"),
                    Map.of(
                            "outbound_caller_config",
                            OutboundCallerConfig.builder()
                                    .outboundCallerIdName("Store")
                                    .outboundFlowId(flow)
                                    .build()),
                    Map.of("status", "DISABLED"),
                    Map.of("status", "ENABLED"),
                    Map.of("quick_connect_ids", Set.of(one)),
                    Map.of("quick_connect_ids", Set.of(two)),
                    Map.of("quick_connect_ids", UNSET));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createQueue(create -> create.instanceId(instance)
                            .name(wanted.text(NAME))
                            .description(wanted.find(DESCRIPTION))
                            .hoursOfOperationId(wanted.text("hours_of_operation_id"))
                            .maxContacts(wanted.find("max_contacts"))
                            .outboundCallerConfig(wanted.<OutboundCallerConfig>find("outbound_caller_config"))
                            .quickConnectIds(wanted.<Set<String>>find("quick_connect_ids")))
                    .queueId();
        }

        private software.amazon.awssdk.services.connect.model.Queue describe(String id) {
            return connect.describeQueue(
                            describe -> describe.instanceId(instance).queueId(id))
                    .queue();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            var quick = connect.listQueueQuickConnects(
                            list -> list.instanceId(instance).queueId(id).maxResults(PAGE))
                    .quickConnectSummaryList();
            return state(
                    NAME,
                    found.name(),
                    DESCRIPTION,
                    found.description(),
                    "hours_of_operation_id",
                    found.hoursOfOperationId(),
                    "max_contacts",
                    found.maxContacts(),
                    "outbound_caller_config",
                    found.outboundCallerConfig(),
                    "status",
                    found.statusAsString(),
                    "quick_connect_ids",
                    quick.stream().map(item -> item.id()).collect(Collectors.toSet()));
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            if (wanted.differs(old, "hours_of_operation_id")) {
                connect.updateQueueHoursOfOperation(update -> update.instanceId(instance)
                        .queueId(id)
                        .hoursOfOperationId(wanted.text("hours_of_operation_id")));
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
                    connect.associateQueueQuickConnects(associate ->
                            associate.instanceId(instance).queueId(id).quickConnectIds(added));
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
        public void delete(String id) {
            connect.deleteQueue(delete -> delete.instanceId(instance).queueId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).queueArn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listQueues(list -> list.instanceId(instance).maxResults(PAGE))
                            .queueSummaryList(),
                    found -> found.name(),
                    found -> found.id());
        }
    }

    private final class QuickConnect implements Resource {

        private String newFlow(String type) {
            return connect.createContactFlow(create -> create.instanceId(instance)
                            .name("Transfer " + UUID.randomUUID())
                            .type(type)
                            .content(CONTENT.replace("TYPE", "DisconnectParticipant")))
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
        public Arguments configuration() {
            return new Arguments(
                    state(NAME, "To orders", DESCRIPTION, "The queue", "quick_connect_config", ofQueue(newQueue())));
        }

        @Override
        public List<Map<String, Object>> changes() {
            var user = newUser();
            var transfer = newFlow("AGENT_TRANSFER");
            return List.of(
                    Map.of(NAME, "To parcels"),
                    Map.of(DESCRIPTION, "Changed"),
                    Map.of(DESCRIPTION, UNSET),
                    Map.of("quick_connect_config", ofQueue(newQueue())),
                    Map.of(
                            "quick_connect_config",
                            QuickConnectConfig.builder()
                                    .quickConnectType("USER")
                                    .userConfig(config -> config.userId(user).contactFlowId(transfer))
                                    .build()));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createQuickConnect(create -> create.instanceId(instance)
                            .name(wanted.text(NAME))
                            .description(wanted.find(DESCRIPTION))
                            .quickConnectConfig(wanted.<QuickConnectConfig>get("quick_connect_config")))
                    .quickConnectId();
        }

        private software.amazon.awssdk.services.connect.model.QuickConnect describe(String id) {
            return connect.describeQuickConnect(
                            describe -> describe.instanceId(instance).quickConnectId(id))
                    .quickConnect();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            return state(
                    NAME,
                    found.name(),
                    DESCRIPTION,
                    found.description(),
                    "quick_connect_config",
                    found.quickConnectConfig());
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
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
        public void delete(String id) {
            connect.deleteQuickConnect(delete -> delete.instanceId(instance).quickConnectId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).quickConnectARN();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listQuickConnects(list -> list.instanceId(instance).maxResults(PAGE))
                            .quickConnectSummaryList(),
                    found -> found.name(),
                    found -> found.id());
        }
    }

    private final class RoutingProfile implements Resource {

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
        public Arguments configuration() {
            var queue = newQueue();
            return new Arguments(state(
                    NAME,
                    "Chats",
                    DESCRIPTION,
                    "Orders first",
                    "default_outbound_queue_id",
                    queue,
                    "media_concurrencies",
                    Set.of(chats(2)),
                    "queue_configs",
                    Set.of(of(queue, 1, 0))));
        }

        @Override
        public List<Map<String, Object>> changes() {
            var one = newQueue();
            var two = newQueue();
            var many =
                    Stream.generate(() -> of(newQueue(), 3, 0)).limit(CHUNK + 1).collect(Collectors.toSet());
            return List.of(
                    Map.of("media_concurrencies", Set.of(chats(5))),
                    Map.of("default_outbound_queue_id", one),
                    Map.of(NAME, "More chats"),
                    Map.of(DESCRIPTION, "Changed"),
                    Map.of("queue_configs", Set.of(of(one, 1, 0), of(two, 2, 30))),
                    Map.of("queue_configs", Set.of(of(one, 4, 5), of(two, 2, 30))),
                    Map.of("queue_configs", many),
                    Map.of("queue_configs", UNSET));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createRoutingProfile(create -> create.instanceId(instance)
                            .name(wanted.text(NAME))
                            .description(wanted.text(DESCRIPTION))
                            .defaultOutboundQueueId(wanted.text("default_outbound_queue_id"))
                            .mediaConcurrencies(wanted.<Set<MediaConcurrency>>get("media_concurrencies"))
                            .queueConfigs(wanted.<Set<RoutingProfileQueueConfig>>get("queue_configs")))
                    .routingProfileId();
        }

        private software.amazon.awssdk.services.connect.model.RoutingProfile describe(String id) {
            return connect.describeRoutingProfile(
                            describe -> describe.instanceId(instance).routingProfileId(id))
                    .routingProfile();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            var queues = connect
                    .listRoutingProfileQueuesPaginator(list ->
                            list.instanceId(instance).routingProfileId(id).maxResults(PAGE))
                    .stream()
                    .flatMap(page -> page.routingProfileQueueConfigSummaryList().stream());
            return state(
                    NAME,
                    found.name(),
                    DESCRIPTION,
                    found.description(),
                    "default_outbound_queue_id",
                    found.defaultOutboundQueueId(),
                    // The hash of the set leaves out the cross-channel behaviour.
                    "media_concurrencies",
                    found.mediaConcurrencies().stream()
                            .map(media -> media.toBuilder()
                                    .crossChannelBehavior((CrossChannelBehavior) null)
                                    .build())
                            .collect(Collectors.toSet()),
                    "queue_configs",
                    queues.map(queue -> of(queue.queueId(), queue.priority(), queue.delay()))
                            .collect(Collectors.toSet()));
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
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
        public void delete(String id) {
            connect.deleteRoutingProfile(delete -> delete.instanceId(instance).routingProfileId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).routingProfileArn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listRoutingProfiles(
                                    list -> list.instanceId(instance).maxResults(PAGE))
                            .routingProfileSummaryList(),
                    found -> found.name(),
                    found -> found.id());
        }
    }

    private final class SecurityProfile implements Resource {

        @Override
        public Arguments configuration() {
            return new Arguments(state(
                    NAME,
                    "Agents of the shop",
                    DESCRIPTION,
                    "They chat",
                    "permissions",
                    Set.of("BasicAgentAccess", "OutboundCallAccess")));
        }

        @Override
        public List<Map<String, Object>> changes() {
            return List.of(
                    Map.of(DESCRIPTION, "Changed"),
                    Map.of("permissions", Set.of("BasicAgentAccess")),
                    Map.of("permissions", UNSET),
                    Map.of(DESCRIPTION, UNSET));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createSecurityProfile(create -> create.instanceId(instance)
                            .securityProfileName(wanted.text(NAME))
                            .description(wanted.find(DESCRIPTION))
                            .permissions(wanted.<Set<String>>find("permissions")))
                    .securityProfileId();
        }

        private software.amazon.awssdk.services.connect.model.SecurityProfile describe(String id) {
            return connect.describeSecurityProfile(
                            describe -> describe.instanceId(instance).securityProfileId(id))
                    .securityProfile();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            var permissions = connect.listSecurityProfilePermissions(list ->
                            list.instanceId(instance).securityProfileId(id).maxResults(PAGE))
                    .permissions();
            return state(
                    NAME,
                    found.securityProfileName(),
                    DESCRIPTION,
                    found.description(),
                    "permissions",
                    new HashSet<>(permissions));
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            connect.updateSecurityProfile(update -> {
                update.instanceId(instance).securityProfileId(id);
                if (wanted.differs(old, DESCRIPTION)) {
                    update.description(wanted.text(DESCRIPTION));
                }
                if (wanted.differs(old, "permissions")) {
                    Set<String> permissions = wanted.find("permissions");
                    update.permissions(permissions == null ? Set.of() : permissions);
                }
            });
        }

        @Override
        public void delete(String id) {
            connect.deleteSecurityProfile(delete -> delete.instanceId(instance).securityProfileId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).arn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listSecurityProfiles(
                                    list -> list.instanceId(instance).maxResults(PAGE))
                            .securityProfileSummaryList(),
                    found -> found.name(),
                    found -> found.id());
        }
    }

    private final class User implements Resource {

        private static UserPhoneConfig phone(boolean autoAccept, int afterContactWork) {
            return UserPhoneConfig.builder()
                    .phoneType("SOFT_PHONE")
                    .autoAccept(autoAccept)
                    .afterContactWorkTimeLimit(afterContactWork)
                    .build();
        }

        @Override
        public Arguments configuration() {
            return new Arguments(state(
                    NAME,
                    "grace",
                    "password",
                    "Correct1Horse",
                    "identity_info",
                    UserIdentityInfo.builder()
                            .firstName("Grace")
                            .lastName("Hopper")
                            .build(),
                    "phone_config",
                    phone(false, 0),
                    "routing_profile_id",
                    newRoutingProfile(),
                    "security_profile_ids",
                    Set.of(newSecurityProfile())));
        }

        @Override
        public List<Map<String, Object>> changes() {
            var structure = new HierarchyStructure(instance);
            structure.create(structure.configuration());
            var group = connect.createUserHierarchyGroup(
                            create -> create.instanceId(instance).name("Group " + UUID.randomUUID()))
                    .hierarchyGroupId();
            return List.of(
                    Map.of("hierarchy_group_id", group),
                    Map.of("hierarchy_group_id", UNSET),
                    Map.of(
                            "identity_info",
                            UserIdentityInfo.builder()
                                    .firstName("Grace")
                                    .lastName("Murray")
                                    .email("grace@example.com")
                                    .build()),
                    Map.of("phone_config", phone(true, 30)),
                    Map.of("routing_profile_id", newRoutingProfile()),
                    Map.of(
                            "security_profile_ids",
                            Stream.generate(TerraformCallsTests.this::newSecurityProfile)
                                    .limit(2)
                                    .collect(Collectors.toSet())));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createUser(create -> create.instanceId(instance)
                            .username(wanted.text(NAME))
                            .password(wanted.find("password"))
                            .identityInfo(wanted.<UserIdentityInfo>get("identity_info"))
                            .phoneConfig(wanted.<UserPhoneConfig>get("phone_config"))
                            .routingProfileId(wanted.text("routing_profile_id"))
                            .securityProfileIds(wanted.<Set<String>>get("security_profile_ids"))
                            .hierarchyGroupId(wanted.find("hierarchy_group_id")))
                    .userId();
        }

        private software.amazon.awssdk.services.connect.model.User describe(String id) {
            return connect.describeUser(
                            describe -> describe.instanceId(instance).userId(id))
                    .user();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            return state(
                    NAME,
                    found.username(),
                    "directory_user_id",
                    found.directoryUserId(),
                    "hierarchy_group_id",
                    found.hierarchyGroupId(),
                    "identity_info",
                    found.identityInfo(),
                    "phone_config",
                    found.phoneConfig(),
                    "routing_profile_id",
                    found.routingProfileId(),
                    "security_profile_ids",
                    new HashSet<>(found.securityProfileIds()));
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            if (wanted.differs(old, "hierarchy_group_id")) {
                connect.updateUserHierarchy(update ->
                        update.instanceId(instance).userId(id).hierarchyGroupId(wanted.find("hierarchy_group_id")));
            }
            if (wanted.differs(old, "identity_info")) {
                connect.updateUserIdentityInfo(update -> update.instanceId(instance)
                        .userId(id)
                        .identityInfo(wanted.<UserIdentityInfo>get("identity_info")));
            }
            if (wanted.differs(old, "phone_config")) {
                connect.updateUserPhoneConfig(update -> update.instanceId(instance)
                        .userId(id)
                        .phoneConfig(wanted.<UserPhoneConfig>get("phone_config")));
            }
            if (wanted.differs(old, "routing_profile_id")) {
                connect.updateUserRoutingProfile(update ->
                        update.instanceId(instance).userId(id).routingProfileId(wanted.text("routing_profile_id")));
            }
            if (wanted.differs(old, "security_profile_ids")) {
                connect.updateUserSecurityProfiles(update -> update.instanceId(instance)
                        .userId(id)
                        .securityProfileIds(wanted.<Set<String>>get("security_profile_ids")));
            }
        }

        @Override
        public void delete(String id) {
            connect.deleteUser(delete -> delete.instanceId(instance).userId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).arn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listUsers(list -> list.instanceId(instance).maxResults(PAGE))
                            .userSummaryList(),
                    found -> found.username(),
                    found -> found.id());
        }
    }

    private final class HierarchyStructure implements Resource {

        private final String owner;

        HierarchyStructure(String owner) {
            this.owner = owner;
        }

        @Override
        public Arguments configuration() {
            return new Arguments(state("level_one", "Country"));
        }

        @Override
        public List<Map<String, Object>> changes() {
            return List.of(
                    Map.of("level_one", "Land"),
                    Map.of("level_two", "City"),
                    Map.of("level_three", "Site"),
                    Map.of("level_four", "Floor"),
                    Map.of("level_five", "Team"));
        }

        @Override
        public String create(Arguments wanted) {
            write(wanted);
            return owner;
        }

        private void write(Arguments wanted) {
            connect.updateUserHierarchyStructure(update -> update.instanceId(owner)
                    .hierarchyStructure(HierarchyStructureUpdate.builder()
                            .levelOne(level(wanted, "level_one"))
                            .levelTwo(level(wanted, "level_two"))
                            .levelThree(level(wanted, "level_three"))
                            .levelFour(level(wanted, "level_four"))
                            .levelFive(level(wanted, "level_five"))
                            .build()));
        }

        private static @Nullable HierarchyLevelUpdate level(Arguments wanted, String name) {
            String level = wanted.find(name);
            return level == null
                    ? null
                    : HierarchyLevelUpdate.builder().name(level).build();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = connect.describeUserHierarchyStructure(describe -> describe.instanceId(id))
                    .hierarchyStructure();
            var state = new HashMap<String, Object>();
            if (found.levelOne() != null) {
                state.put("level_one", found.levelOne().name());
            }
            if (found.levelTwo() != null) {
                state.put("level_two", found.levelTwo().name());
            }
            if (found.levelThree() != null) {
                state.put("level_three", found.levelThree().name());
            }
            if (found.levelFour() != null) {
                state.put("level_four", found.levelFour().name());
            }
            if (found.levelFive() != null) {
                state.put("level_five", found.levelFive().name());
            }
            if (state.isEmpty()) {
                throw ResourceNotFoundException.builder().build(); // an empty structure is what destroy leaves
            }
            return state;
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            write(wanted);
        }

        @Override
        public void delete(String id) {
            write(new Arguments(Map.of()));
        }
    }

    private final class HierarchyGroup implements Resource {

        @Override
        public Arguments configuration() {
            var structure = new HierarchyStructure(instance);
            structure.create(new Arguments(Map.of("level_one", "Country", "level_two", "City")));
            var parent = connect.createUserHierarchyGroup(
                            create -> create.instanceId(instance).name("Germany " + UUID.randomUUID()))
                    .hierarchyGroupId();
            return new Arguments(state(NAME, "Berlin", "parent_group_id", parent));
        }

        @Override
        public List<Map<String, Object>> changes() {
            return List.of(Map.of(NAME, "Hamburg"));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createUserHierarchyGroup(create -> create.instanceId(instance)
                            .name(wanted.text(NAME))
                            .parentGroupId(wanted.find("parent_group_id")))
                    .hierarchyGroupId();
        }

        private software.amazon.awssdk.services.connect.model.HierarchyGroup describe(String id) {
            return connect.describeUserHierarchyGroup(
                            describe -> describe.instanceId(instance).hierarchyGroupId(id))
                    .hierarchyGroup();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            assertThat(found.hierarchyPath().levelTwo().id()).isEqualTo(id);
            return state(
                    NAME,
                    found.name(),
                    "parent_group_id",
                    found.hierarchyPath().levelOne().id());
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            connect.updateUserHierarchyGroupName(
                    update -> update.instanceId(instance).hierarchyGroupId(id).name(wanted.text(NAME)));
        }

        @Override
        public void delete(String id) {
            connect.deleteUserHierarchyGroup(
                    delete -> delete.instanceId(instance).hierarchyGroupId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).arn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }
    }

    private final class ContactFlow implements Resource {

        @Override
        public Arguments configuration() {
            return new Arguments(state(
                    NAME,
                    "Welcome",
                    DESCRIPTION,
                    "The first",
                    "type",
                    "CONTACT_FLOW",
                    "content",
                    CONTENT.replace("TYPE", "DisconnectParticipant")));
        }

        @Override
        public List<Map<String, Object>> changes() {
            return List.of(
                    Map.of(NAME, "Hello"),
                    Map.of(DESCRIPTION, "Changed"),
                    Map.of(DESCRIPTION, UNSET),
                    Map.of("content", CONTENT.replace("TYPE", "EndFlowExecution")));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createContactFlow(create -> create.instanceId(instance)
                            .name(wanted.text(NAME))
                            .description(wanted.find(DESCRIPTION))
                            .type(wanted.text("type"))
                            .content(wanted.text("content")))
                    .contactFlowId();
        }

        private software.amazon.awssdk.services.connect.model.ContactFlow describe(String id) {
            return connect.describeContactFlow(
                            describe -> describe.instanceId(instance).contactFlowId(id))
                    .contactFlow();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            return state(
                    NAME,
                    found.name(),
                    DESCRIPTION,
                    found.description(),
                    "type",
                    found.typeAsString(),
                    "content",
                    found.content());
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            if (wanted.differs(old, NAME, DESCRIPTION)) {
                connect.updateContactFlowName(update -> update.instanceId(instance)
                        .contactFlowId(id)
                        .name(wanted.text(NAME))
                        .description(wanted.text(DESCRIPTION)));
            }
            if (wanted.differs(old, "content")) {
                connect.updateContactFlowContent(
                        update -> update.instanceId(instance).contactFlowId(id).content(wanted.text("content")));
            }
        }

        @Override
        public void delete(String id) {
            connect.deleteContactFlow(delete -> delete.instanceId(instance).contactFlowId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).arn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listContactFlows(list -> list.instanceId(instance).maxResults(PAGE))
                            .contactFlowSummaryList(),
                    found -> found.name(),
                    found -> found.id());
        }
    }

    private final class ContactFlowModule implements Resource {

        @Override
        public Arguments configuration() {
            return new Arguments(state(
                    NAME,
                    "Greeting",
                    DESCRIPTION,
                    "Says hello",
                    "content",
                    CONTENT.replace("TYPE", "EndFlowModuleExecution")));
        }

        @Override
        public List<Map<String, Object>> changes() {
            return List.of(
                    Map.of(NAME, "Hello"),
                    // Without an unset description: the provider sends an empty one, which the model refuses here.
                    Map.of(DESCRIPTION, "Changed"),
                    Map.of("content", CONTENT.replace("TYPE", "DisconnectParticipant")));
        }

        @Override
        public String create(Arguments wanted) {
            return connect.createContactFlowModule(create -> create.instanceId(instance)
                            .name(wanted.text(NAME))
                            .description(wanted.find(DESCRIPTION))
                            .content(wanted.text("content")))
                    .id();
        }

        private software.amazon.awssdk.services.connect.model.ContactFlowModule describe(String id) {
            return connect.describeContactFlowModule(
                            describe -> describe.instanceId(instance).contactFlowModuleId(id))
                    .contactFlowModule();
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = describe(id);
            return state(NAME, found.name(), DESCRIPTION, found.description(), "content", found.content());
        }

        @Override
        public void update(String id, Arguments old, Arguments wanted) {
            if (wanted.differs(old, NAME, DESCRIPTION)) {
                connect.updateContactFlowModuleMetadata(update -> update.instanceId(instance)
                        .contactFlowModuleId(id)
                        .name(wanted.text(NAME))
                        .description(wanted.text(DESCRIPTION)));
            }
            if (wanted.differs(old, "content")) {
                connect.updateContactFlowModuleContent(update ->
                        update.instanceId(instance).contactFlowModuleId(id).content(wanted.text("content")));
            }
        }

        @Override
        public void delete(String id) {
            connect.deleteContactFlowModule(
                    delete -> delete.instanceId(instance).contactFlowModuleId(id));
        }

        @Override
        public String arn(String id) {
            return describe(id).arn();
        }

        @Override
        public Map<String, String> tags(String id) {
            return describe(id).tags();
        }

        @Override
        public Map<String, String> idsByName() {
            return index(
                    connect.listContactFlowModules(
                                    list -> list.instanceId(instance).maxResults(PAGE))
                            .contactFlowModulesSummaryList(),
                    found -> found.name(),
                    found -> found.id());
        }
    }

    private final class LambdaFunctionAssociation implements Resource {

        @Override
        public Arguments configuration() {
            return new Arguments(Map.of("function_arn", FUNCTION));
        }

        @Override
        public String create(Arguments wanted) {
            connect.associateLambdaFunction(
                    associate -> associate.instanceId(instance).functionArn(wanted.text("function_arn")));
            return wanted.text("function_arn");
        }

        @Override
        public Map<String, Object> read(String id) {
            var found = connect.listLambdaFunctions(
                            list -> list.instanceId(instance).maxResults(25))
                    .lambdaFunctions();
            if (!found.contains(id)) {
                throw ResourceNotFoundException.builder().build();
            }
            return Map.of("function_arn", id);
        }

        @Override
        public void delete(String id) {
            connect.disassociateLambdaFunction(
                    disassociate -> disassociate.instanceId(instance).functionArn(id));
        }
    }

    private final class BotAssociation implements Resource {

        private static final LexBot BOT =
                LexBot.builder().name("Echo").lexRegion("eu-central-1").build();

        @Override
        public Arguments configuration() {
            return new Arguments(Map.of("lex_bot", BOT));
        }

        @Override
        public String create(Arguments wanted) {
            connect.associateBot(associate -> associate.instanceId(instance).lexBot(wanted.<LexBot>get("lex_bot")));
            return BOT.name();
        }

        @Override
        public Map<String, Object> read(String id) {
            return connect
                    .listBots(list -> list.instanceId(instance).lexVersion("V1").maxResults(25))
                    .lexBots()
                    .stream()
                    .map(found -> found.lexBot())
                    .filter(found -> found.name().equals(id))
                    .findFirst()
                    .map(found -> Map.<String, Object>of("lex_bot", found))
                    .orElseThrow(() -> ResourceNotFoundException.builder().build());
        }

        @Override
        public void delete(String id) {
            connect.disassociateBot(
                    disassociate -> disassociate.instanceId(instance).lexBot(BOT));
        }
    }
}
