package io.recontact.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.AgentStatusSearchCriteria;
import software.amazon.awssdk.services.connect.model.AgentStatusState;
import software.amazon.awssdk.services.connect.model.Channel;
import software.amazon.awssdk.services.connect.model.ConnectException;
import software.amazon.awssdk.services.connect.model.ContactFlowModuleSearchCriteria;
import software.amazon.awssdk.services.connect.model.ContactFlowSearchCriteria;
import software.amazon.awssdk.services.connect.model.ContactFlowType;
import software.amazon.awssdk.services.connect.model.DuplicateResourceException;
import software.amazon.awssdk.services.connect.model.HoursOfOperationConfig;
import software.amazon.awssdk.services.connect.model.HoursOfOperationSearchCriteria;
import software.amazon.awssdk.services.connect.model.InvalidRequestException;
import software.amazon.awssdk.services.connect.model.MediaConcurrency;
import software.amazon.awssdk.services.connect.model.QueueSearchCriteria;
import software.amazon.awssdk.services.connect.model.QuickConnectSearchCriteria;
import software.amazon.awssdk.services.connect.model.QuickConnectType;
import software.amazon.awssdk.services.connect.model.RoutingProfileSearchCriteria;
import software.amazon.awssdk.services.connect.model.SecurityProfileSearchCriteria;
import software.amazon.awssdk.services.connect.model.StringComparisonType;
import software.amazon.awssdk.services.connect.model.StringCondition;
import software.amazon.awssdk.services.connect.model.TagCondition;
import software.amazon.awssdk.services.connect.model.UserHierarchyGroupSearchCriteria;
import software.amazon.awssdk.services.connect.model.UserSearchCriteria;
import software.amazon.awssdk.services.connect.model.ViewSearchCriteria;

/** The kinds of configuration resources, with their operations to create, describe and list. */
@SuppressWarnings("ImmutableEnumChecker") // its operations are lambdas without state
enum DirectoryResource {
    INSTANCE(
            "InstanceAlias",
            (connect, _, name, tags) -> {
                var created = connect.createInstance(r -> r.identityManagementType("CONNECT_MANAGED")
                        .instanceAlias(name)
                        .inboundCallsEnabled(true)
                        .outboundCallsEnabled(false)
                        .tags(tags));
                return new Created(created.id(), created.arn());
            },
            (connect, _, id) -> {
                var found = connect.describeInstance(r -> r.instanceId(id)).instance();
                return new Described(found.id(), found.arn(), found.instanceAlias(), found.tags());
            },
            (connect, _, size, token) -> {
                var page = connect.listInstances(r -> r.maxResults(size).nextToken(token));
                return Page.of(
                        page.instanceSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.instanceAlias()),
                        page.nextToken());
            }),
    CONTACT_FLOW(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createContactFlow(r -> r.instanceId(instance)
                        .name(name)
                        .type(ContactFlowType.CONTACT_FLOW)
                        .content("""
                                {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [
                                  {"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {},
                                   "Transitions": {}}]}""")
                        .tags(tags));
                return new Created(created.contactFlowId(), created.contactFlowArn());
            },
            (connect, instance, id) -> {
                var found = connect.describeContactFlow(
                                r -> r.instanceId(instance).contactFlowId(id))
                        .contactFlow();
                return new Described(found.id(), found.arn(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listContactFlows(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.contactFlowSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateContactFlowName(
                    r -> r.instanceId(instance).contactFlowId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteContactFlow(r -> r.instanceId(instance).contactFlowId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchContactFlows(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> ContactFlowSearchCriteria.builder()
                                .stringCondition(name)
                                .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.contactFlows(), one -> new Listed(one.id(), one.arn(), one.name()), page.nextToken());
            }),
    CONTACT_FLOW_MODULE(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createContactFlowModule(
                        r -> r.instanceId(instance).name(name).content("""
                                {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [
                                  {"Identifier": "end", "Type": "EndFlowModuleExecution", "Parameters": {},
                                   "Transitions": {}}]}""").tags(tags));
                return new Created(created.id(), created.arn());
            },
            (connect, instance, id) -> {
                var found = connect.describeContactFlowModule(
                                r -> r.instanceId(instance).contactFlowModuleId(id))
                        .contactFlowModule();
                return new Described(found.id(), found.arn(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listContactFlowModules(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.contactFlowModulesSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateContactFlowModuleMetadata(
                    r -> r.instanceId(instance).contactFlowModuleId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteContactFlowModule(r -> r.instanceId(instance).contactFlowModuleId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchContactFlowModules(r -> r.instanceId(instance)
                        .searchCriteria(
                                c -> c.orConditions(search.names(name -> ContactFlowModuleSearchCriteria.builder()
                                        .stringCondition(name)
                                        .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.contactFlowModules(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            }),
    VIEW(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createView(r -> r.instanceId(instance)
                                .name(name)
                                .status("PUBLISHED")
                                .content(content -> content.template("{}").actions("Next"))
                                .tags(tags))
                        .view();
                return new Created(created.id(), created.arn());
            },
            (connect, instance, id) -> {
                var found = connect.describeView(r -> r.instanceId(instance).viewId(id))
                        .view();
                return new Described(found.id(), found.arn(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listViews(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.viewsSummaryList(), one -> new Listed(one.id(), one.arn(), one.name()), page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateViewMetadata(
                    r -> r.instanceId(instance).viewId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteView(r -> r.instanceId(instance).viewId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchViews(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> ViewSearchCriteria.builder()
                                .stringCondition(name)
                                .build())))
                        .searchFilter(f -> f.attributeFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(page.views(), one -> new Listed(one.id(), one.arn(), one.name()), page.nextToken());
            }),
    HOURS_OF_OPERATION(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createHoursOfOperation(r -> r.instanceId(instance)
                        .name(name)
                        .timeZone("UTC")
                        .config(HoursOfOperationConfig.builder()
                                .day("MONDAY")
                                .startTime(time -> time.hours(9).minutes(0))
                                .endTime(time -> time.hours(17).minutes(0))
                                .build())
                        .tags(tags));
                return new Created(created.hoursOfOperationId(), created.hoursOfOperationArn());
            },
            (connect, instance, id) -> {
                var found = connect.describeHoursOfOperation(
                                r -> r.instanceId(instance).hoursOfOperationId(id))
                        .hoursOfOperation();
                return new Described(
                        found.hoursOfOperationId(), found.hoursOfOperationArn(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listHoursOfOperations(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.hoursOfOperationSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateHoursOfOperation(
                    r -> r.instanceId(instance).hoursOfOperationId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteHoursOfOperation(r -> r.instanceId(instance).hoursOfOperationId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchHoursOfOperations(r -> r.instanceId(instance)
                        .searchCriteria(
                                c -> c.orConditions(search.names(name -> HoursOfOperationSearchCriteria.builder()
                                        .stringCondition(name)
                                        .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.hoursOfOperations(),
                        one -> new Listed(one.hoursOfOperationId(), one.hoursOfOperationArn(), one.name()),
                        page.nextToken());
            }),
    QUEUE(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createQueue(r -> r.instanceId(instance)
                        .name(name)
                        .hoursOfOperationId(first(HOURS_OF_OPERATION, connect, instance))
                        .tags(tags));
                return new Created(created.queueId(), created.queueArn());
            },
            (connect, instance, id) -> {
                var found = connect.describeQueue(r -> r.instanceId(instance).queueId(id))
                        .queue();
                return new Described(found.queueId(), found.queueArn(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listQueues(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.queueSummaryList(), one -> new Listed(one.id(), one.arn(), one.name()), page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateQueueName(
                    r -> r.instanceId(instance).queueId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteQueue(r -> r.instanceId(instance).queueId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchQueues(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> QueueSearchCriteria.builder()
                                .stringCondition(name)
                                .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.queues(), one -> new Listed(one.queueId(), one.queueArn(), one.name()), page.nextToken());
            }),
    ROUTING_PROFILE(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createRoutingProfile(r -> r.instanceId(instance)
                        .name(name)
                        .description("A profile")
                        .defaultOutboundQueueId(first(QUEUE, connect, instance))
                        .mediaConcurrencies(MediaConcurrency.builder()
                                .channel(Channel.CHAT)
                                .concurrency(3)
                                .build())
                        .tags(tags));
                return new Created(created.routingProfileId(), created.routingProfileArn());
            },
            (connect, instance, id) -> {
                var found = connect.describeRoutingProfile(
                                r -> r.instanceId(instance).routingProfileId(id))
                        .routingProfile();
                return new Described(found.routingProfileId(), found.routingProfileArn(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listRoutingProfiles(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.routingProfileSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateRoutingProfileName(
                    r -> r.instanceId(instance).routingProfileId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteRoutingProfile(r -> r.instanceId(instance).routingProfileId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchRoutingProfiles(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> RoutingProfileSearchCriteria.builder()
                                .stringCondition(name)
                                .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.routingProfiles(),
                        one -> new Listed(one.routingProfileId(), one.routingProfileArn(), one.name()),
                        page.nextToken());
            }),
    SECURITY_PROFILE(
            "SecurityProfileName",
            (connect, instance, name, tags) -> {
                var created = connect.createSecurityProfile(
                        r -> r.instanceId(instance).securityProfileName(name).tags(tags));
                return new Created(created.securityProfileId(), created.securityProfileArn());
            },
            (connect, instance, id) -> {
                var found = connect.describeSecurityProfile(
                                r -> r.instanceId(instance).securityProfileId(id))
                        .securityProfile();
                return new Described(found.id(), found.arn(), found.securityProfileName(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listSecurityProfiles(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.securityProfileSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            null,
            (connect, instance, id) ->
                    connect.deleteSecurityProfile(r -> r.instanceId(instance).securityProfileId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchSecurityProfiles(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> SecurityProfileSearchCriteria.builder()
                                .stringCondition(name)
                                .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.securityProfiles(),
                        one -> new Listed(one.id(), one.arn(), one.securityProfileName()),
                        page.nextToken());
            }),
    USER(
            "Username",
            (connect, instance, name, tags) -> {
                var created = connect.createUser(r -> r.instanceId(instance)
                        .username(name)
                        .password("Correct4Horse")
                        .identityInfo(identity -> identity.firstName("Grace").lastName("Hopper"))
                        .routingProfileId(first(ROUTING_PROFILE, connect, instance))
                        .securityProfileIds(first(SECURITY_PROFILE, connect, instance))
                        .tags(tags));
                return new Created(created.userId(), created.userArn());
            },
            (connect, instance, id) -> {
                var found = connect.describeUser(r -> r.instanceId(instance).userId(id))
                        .user();
                return new Described(found.id(), found.arn(), found.username(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listUsers(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.userSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.username()),
                        page.nextToken());
            },
            null,
            (connect, instance, id) ->
                    connect.deleteUser(r -> r.instanceId(instance).userId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchUsers(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> UserSearchCriteria.builder()
                                .stringCondition(
                                        name.toBuilder().fieldName("Username").build())
                                .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(page.users(), one -> new Listed(one.id(), one.arn(), one.username()), page.nextToken());
            }),
    HIERARCHY_GROUP(
            "Name",
            (connect, instance, name, tags) -> {
                connect.updateUserHierarchyStructure(
                        r -> r.instanceId(instance).hierarchyStructure(s -> s.levelOne(l -> l.name("Site"))));
                var created = connect.createUserHierarchyGroup(
                        r -> r.instanceId(instance).name(name).tags(tags));
                return new Created(created.hierarchyGroupId(), created.hierarchyGroupArn());
            },
            (connect, instance, id) -> {
                var found = connect.describeUserHierarchyGroup(
                                r -> r.instanceId(instance).hierarchyGroupId(id))
                        .hierarchyGroup();
                return new Described(found.id(), found.arn(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listUserHierarchyGroups(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.userHierarchyGroupSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateUserHierarchyGroupName(
                    r -> r.instanceId(instance).hierarchyGroupId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteUserHierarchyGroup(r -> r.instanceId(instance).hierarchyGroupId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchUserHierarchyGroups(r -> r.instanceId(instance)
                        .searchCriteria(
                                c -> c.orConditions(search.names(name -> UserHierarchyGroupSearchCriteria.builder()
                                        .stringCondition(name)
                                        .build())))
                        .searchFilter(f -> f.attributeFilter(a -> a.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.userHierarchyGroups(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            }),
    AGENT_STATUS(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createAgentStatus(r -> r.instanceId(instance)
                        .name(name)
                        .state(AgentStatusState.ENABLED)
                        .tags(tags));
                return new Created(created.agentStatusId(), created.agentStatusARN());
            },
            (connect, instance, id) -> {
                var found = connect.describeAgentStatus(
                                r -> r.instanceId(instance).agentStatusId(id))
                        .agentStatus();
                return new Described(found.agentStatusId(), found.agentStatusARN(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listAgentStatuses(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.agentStatusSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateAgentStatus(
                    r -> r.instanceId(instance).agentStatusId(id).name(name)),
            null,
            (connect, instance, search, size, token) -> {
                var page = connect.searchAgentStatuses(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> AgentStatusSearchCriteria.builder()
                                .stringCondition(name)
                                .build())))
                        .searchFilter(f -> f.attributeFilter(a -> a.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.agentStatuses(),
                        one -> new Listed(one.agentStatusId(), one.agentStatusARN(), one.name()),
                        page.nextToken());
            }),
    QUICK_CONNECT(
            "Name",
            (connect, instance, name, tags) -> {
                var created = connect.createQuickConnect(r -> r.instanceId(instance)
                        .name(name)
                        .quickConnectConfig(c -> c.quickConnectType(QuickConnectType.PHONE_NUMBER)
                                .phoneConfig(phone -> phone.phoneNumber("+4930123456")))
                        .tags(tags));
                return new Created(created.quickConnectId(), created.quickConnectARN());
            },
            (connect, instance, id) -> {
                var found = connect.describeQuickConnect(
                                r -> r.instanceId(instance).quickConnectId(id))
                        .quickConnect();
                return new Described(found.quickConnectId(), found.quickConnectARN(), found.name(), found.tags());
            },
            (connect, instance, size, token) -> {
                var page = connect.listQuickConnects(
                        r -> r.instanceId(instance).maxResults(size).nextToken(token));
                return Page.of(
                        page.quickConnectSummaryList(),
                        one -> new Listed(one.id(), one.arn(), one.name()),
                        page.nextToken());
            },
            (connect, instance, id, name) -> connect.updateQuickConnectName(
                    r -> r.instanceId(instance).quickConnectId(id).name(name)),
            (connect, instance, id) ->
                    connect.deleteQuickConnect(r -> r.instanceId(instance).quickConnectId(id)),
            (connect, instance, search, size, token) -> {
                var page = connect.searchQuickConnects(r -> r.instanceId(instance)
                        .searchCriteria(c -> c.orConditions(search.names(name -> QuickConnectSearchCriteria.builder()
                                .stringCondition(name)
                                .build())))
                        .searchFilter(f -> f.tagFilter(t -> t.tagCondition(search.tag())))
                        .maxResults(size)
                        .nextToken(token));
                return Page.of(
                        page.quickConnects(),
                        one -> new Listed(one.quickConnectId(), one.quickConnectARN(), one.name()),
                        page.nextToken());
            });

    /** The answer to a creation. */
    record Created(String id, String arn) {}

    /** The members that every description has. */
    record Described(String id, String arn, String name, Map<String, String> tags) {}

    /** An element of a list. */
    record Listed(String id, String arn, String name) {}

    /** A page of a list; without a token it is the last. */
    record Page(List<Listed> elements, @Nullable String next) {

        static <T> Page of(List<T> elements, Function<T, Listed> listed, @Nullable String next) {
            return new Page(elements.stream().map(listed).toList(), next);
        }
    }

    interface Create {
        Created call(ConnectClient connect, String instance, @Nullable String name, Map<String, String> tags);
    }

    interface Describe {
        Described call(ConnectClient connect, String instance, String id);
    }

    interface ListPage {
        Page call(ConnectClient connect, String instance, @Nullable Integer size, @Nullable String token);
    }

    interface Rename {
        void call(ConnectClient connect, String instance, String id, String name);
    }

    interface Delete {
        void call(ConnectClient connect, String instance, String id);
    }

    /** A search for resources of one of some names, and with a tag. */
    record Search(List<String> exactNames, TagCondition tag) {

        <T> List<T> names(Function<StringCondition, T> criteria) {
            return exactNames.stream()
                    .map(name -> criteria.apply(StringCondition.builder()
                            .fieldName("name")
                            .value(name)
                            .comparisonType(StringComparisonType.EXACT)
                            .build()))
                    .toList();
        }
    }

    interface SearchPage {
        Page call(
                ConnectClient connect, String instance, Search search, @Nullable Integer size, @Nullable String token);
    }

    private final String nameMember;
    private final Create create;
    private final Describe describe;
    private final ListPage list;
    private final @Nullable Rename rename;
    private final @Nullable Delete delete;
    private final @Nullable SearchPage search;

    DirectoryResource(String nameMember, Create create, Describe describe, ListPage list) {
        this(nameMember, create, describe, list, null, null, null);
    }

    /** Operations that the API does not have for the resource are null. */
    DirectoryResource(
            String nameMember,
            Create create,
            Describe describe,
            ListPage list,
            @Nullable Rename rename,
            @Nullable Delete delete,
            @Nullable SearchPage search) {
        this.nameMember = nameMember;
        this.create = create;
        this.describe = describe;
        this.list = list;
        this.rename = rename;
        this.delete = delete;
        this.search = search;
    }

    /** Returns the resources that can be renamed. */
    static Stream<DirectoryResource> renamable() {
        return Arrays.stream(values()).filter(resource -> resource.rename != null);
    }

    /** Returns the resources that can be deleted. */
    static Stream<DirectoryResource> deletable() {
        return Arrays.stream(values()).filter(resource -> resource.delete != null);
    }

    /** Returns the resources that can be searched. */
    static Stream<DirectoryResource> searchable() {
        return Arrays.stream(values()).filter(resource -> resource.search != null);
    }

    void rename(ConnectClient connect, String instance, String id, String name) {
        Objects.requireNonNull(rename).call(connect, instance, id, name);
    }

    void delete(ConnectClient connect, String instance, String id) {
        Objects.requireNonNull(delete).call(connect, instance, id);
    }

    Page search(ConnectClient connect, String instance, Search wanted, @Nullable Integer size, @Nullable String token) {
        return Objects.requireNonNull(search).call(connect, instance, wanted, size, token);
    }

    private static String first(DirectoryResource resource, ConnectClient connect, String instance) {
        return resource.list
                .call(connect, instance, null, null)
                .elements()
                .getFirst()
                .id();
    }

    /** The member of a creation that carries the name. */
    String nameMember() {
        return nameMember;
    }

    /** Returns true if it belongs to an instance. */
    boolean isOfAnInstance() {
        return this != INSTANCE;
    }

    /** The error for a name that another resource has. */
    Class<? extends ConnectException> duplicateError() {
        return isOfAnInstance() ? DuplicateResourceException.class : InvalidRequestException.class;
    }

    /** The error for a new name that another resource has. UpdateQuickConnectName declares no duplicates. */
    Class<? extends ConnectException> duplicateNameError() {
        return this == QUICK_CONNECT ? InvalidRequestException.class : duplicateError();
    }

    Created create(ConnectClient connect, String instance, @Nullable String name, Map<String, String> tags) {
        return create.call(connect, instance, name, tags);
    }

    Described describe(ConnectClient connect, String instance, String id) {
        return describe.call(connect, instance, id);
    }

    Page list(ConnectClient connect, String instance, @Nullable Integer size, @Nullable String token) {
        return list.call(connect, instance, size, token);
    }
}
