package io.recontact.configuration;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.configuration.RoutingProfile.Concurrency;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates the resources of a new instance: enough to start a chat, queue it, and accept it as an agent. */
@Component
class InstanceDefaults {

    /** The permissions of agents in Amazon Connect. */
    private static final List<String> AGENT = List.of("BasicAgentAccess", "OutboundCallAccess");

    /**
     * The permissions of managers to configure: users and routing, as in Amazon Connect, but neither permissions nor
     * flows.
     */
    private static final EnumSet<Permission> MANAGED = EnumSet.of(
            Permission.QUEUES_VIEW,
            Permission.QUEUES_CREATE,
            Permission.QUEUES_EDIT,
            Permission.HOURS_OF_OPERATION_VIEW,
            Permission.HOURS_OF_OPERATION_CREATE,
            Permission.HOURS_OF_OPERATION_EDIT,
            Permission.HOURS_OF_OPERATION_DELETE,
            Permission.ROUTING_PROFILES_VIEW,
            Permission.ROUTING_PROFILES_CREATE,
            Permission.ROUTING_PROFILES_EDIT,
            Permission.QUICK_CONNECTS_VIEW,
            Permission.QUICK_CONNECTS_CREATE,
            Permission.QUICK_CONNECTS_EDIT,
            Permission.QUICK_CONNECTS_DELETE,
            Permission.AGENT_STATUSES_VIEW,
            Permission.AGENT_STATUSES_CREATE,
            Permission.AGENT_STATUSES_EDIT,
            Permission.SECURITY_PROFILES_VIEW,
            Permission.HIERARCHY_GROUPS_VIEW,
            Permission.HIERARCHY_GROUPS_CREATE,
            Permission.HIERARCHY_GROUPS_EDIT,
            Permission.PREDEFINED_ATTRIBUTES_VIEW,
            Permission.PREDEFINED_ATTRIBUTES_CREATE,
            Permission.PREDEFINED_ATTRIBUTES_EDIT,
            Permission.PREDEFINED_ATTRIBUTES_DELETE,
            Permission.USERS_CREATE,
            Permission.USERS_DELETE,
            Permission.USERS_EDIT_PERMISSION);

    private final HoursOfOperationService hours;
    private final QueueService queues;
    private final RoutingProfileService routingProfiles;
    private final SecurityProfileService securityProfiles;
    private final AgentStatusService statuses;
    private final ContactFlowService flows;

    InstanceDefaults(
            HoursOfOperationService hours,
            QueueService queues,
            RoutingProfileService routingProfiles,
            SecurityProfileService securityProfiles,
            AgentStatusService statuses,
            ContactFlowService flows) {
        this.hours = hours;
        this.queues = queues;
        this.routingProfiles = routingProfiles;
        this.securityProfiles = securityProfiles;
        this.statuses = statuses;
        this.flows = flows;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void create(InstanceId instance, ContactFlowId defaultFlow) {
        var queue = createQueue(instance);
        createRoutingProfile(instance, queue);
        createSecurityProfiles(instance);
        createStatus(instance, "Available", AgentStatus.Type.ROUTABLE, 1);
        createStatus(instance, "Offline", AgentStatus.Type.OFFLINE, 2);
        createFlows(instance, defaultFlow, queue);
    }

    /** Finds the default flow of an instance, which clients may know by an id that the settings fix. */
    Optional<ContactFlowId> findFlow(InstanceId instance) {
        return flows.findByName(instance, DefaultFlows.keepOpen().name()).map(ContactFlow::id);
    }

    private void createSecurityProfiles(InstanceId instance) {
        createSecurityProfile(instance, "Admin", Stream.concat(AGENT.stream(), names(EnumSet.allOf(Permission.class))));
        createSecurityProfile(instance, "Agent", AGENT.stream());
        createSecurityProfile(
                instance,
                "CallCenterManager",
                Stream.of(
                                AGENT.stream(),
                                names(EnumSet.of(
                                        Permission.CONTACT_SEARCH,
                                        Permission.CONTACT_SEARCH_WITH_KEYWORDS,
                                        Permission.CONTACT_ATTRIBUTES,
                                        Permission.CONTACT_TRANSCRIPTS,
                                        Permission.CONTACT_TRANSCRIPTS_DOWNLOAD,
                                        Permission.CONTENT_MANAGEMENT_VIEW,
                                        Permission.CONTENT_MANAGEMENT_EDIT,
                                        Permission.USERS_VIEW,
                                        Permission.USERS_EDIT,
                                        Permission.REAL_TIME_METRICS,
                                        Permission.HISTORICAL_METRICS,
                                        Permission.AGENT_STATUS_CHANGE,
                                        Permission.MONITOR_CONTACTS,
                                        Permission.BARGE_INTO_CONTACTS,
                                        Permission.STOP_CONTACTS)),
                                names(MANAGED))
                        .flatMap(names -> names));
        createSecurityProfile(
                instance,
                "QualityAnalyst",
                names(EnumSet.of(
                        Permission.CONTACT_SEARCH,
                        Permission.CONTACT_SEARCH_WITH_KEYWORDS,
                        Permission.CONTACT_ATTRIBUTES,
                        Permission.CONTACT_TRANSCRIPTS,
                        Permission.REAL_TIME_METRICS,
                        Permission.HISTORICAL_METRICS,
                        Permission.MONITOR_CONTACTS)));
    }

    private static Stream<String> names(EnumSet<Permission> permissions) {
        return permissions.stream().map(Permission::permission);
    }

    private void createSecurityProfile(InstanceId instance, String name, Stream<String> permissions) {
        securityProfiles.create(
                instance,
                new NewSecurityProfile(name, null, permissions.distinct().toList(), AccessControl.NONE, null, null));
    }

    private QueueId createQueue(InstanceId instance) {
        var always = Arrays.stream(DayOfWeek.values())
                .map(day -> new OpeningHours.Slice(day, LocalTime.MIDNIGHT, LocalTime.of(23, 59)))
                .toList();
        var basic = hours.create(
                instance,
                new NewHoursOfOperation(
                        "Basic Hours", "Always open", new OpeningHours("UTC", always), Set.of(), Map.of()));
        var description = "Where contacts wait unless told otherwise";
        return queues.create(
                        instance,
                        new NewQueue(
                                "BasicQueue",
                                description,
                                basic.id(),
                                null,
                                null,
                                Queue.Email.NONE,
                                Set.of(),
                                Map.of()))
                .id();
    }

    private void createRoutingProfile(InstanceId instance, QueueId queue) {
        routingProfiles.create(
                instance,
                new NewRoutingProfile(
                        "Basic Routing Profile",
                        "Chats and tasks of the BasicQueue",
                        queue,
                        List.of(
                                new ServedQueue(queue.value(), Channel.CHAT, 1, 0),
                                new ServedQueue(queue.value(), Channel.TASK, 1, 0)),
                        List.of(),
                        List.of(
                                Concurrency.of(Channel.VOICE, 1),
                                Concurrency.of(Channel.CHAT, 5),
                                Concurrency.of(Channel.TASK, 5)),
                        RoutingProfile.AvailabilityTimer.TIME_SINCE_LAST_ACTIVITY,
                        Map.of()));
    }

    private void createStatus(InstanceId instance, String name, AgentStatus.Type type, int order) {
        statuses.create(instance, new NewAgentStatus(name, null, type, AgentStatus.State.ENABLED, order, Map.of()));
    }

    private void createFlows(InstanceId instance, ContactFlowId defaultFlow, QueueId queue) {
        // Lists are in the order of ids, and the flow that chats start with must come first.
        var disconnectFlow = next(defaultFlow);
        flows.createWithId(defaultFlow, instance, DefaultFlows.keepOpen());
        flows.createWithId(disconnectFlow, instance, DefaultFlows.sampleDisconnectFlow());
        flows.createWithId(next(disconnectFlow), instance, DefaultFlows.sampleQueueFlow(queue, disconnectFlow));
    }

    private static ContactFlowId next(ContactFlowId id) {
        var value = id.value();
        return new ContactFlowId(new UUID(value.getMostSignificantBits(), value.getLeastSignificantBits() + 1));
    }
}
