package io.recontact.configuration;

import io.recontact.api.Channel;
import io.recontact.api.InstanceId;
import io.recontact.configuration.RoutingProfile.Concurrency;
import io.recontact.configuration.RoutingProfile.ServedQueue;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates the resources of a new instance: enough to start a chat, queue it, and accept it as an agent. */
@Component
class InstanceDefaults {

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
        for (var name : List.of("Admin", "Agent", "CallCenterManager", "QualityAnalyst")) {
            securityProfiles.create(
                    instance, new NewSecurityProfile(name, null, List.of(), AccessControl.NONE, null, Map.of()));
        }
        createStatus(instance, "Available", AgentStatus.Type.ROUTABLE, 1);
        createStatus(instance, "Offline", AgentStatus.Type.OFFLINE, 2);
        createFlows(instance, defaultFlow, queue);
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
