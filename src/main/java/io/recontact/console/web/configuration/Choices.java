package io.recontact.console.web.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import io.recontact.configuration.ContactFlowService;
import io.recontact.configuration.ContactFlowType;
import io.recontact.configuration.HierarchyGroupService;
import io.recontact.configuration.HoursOfOperationService;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.QuickConnectService;
import io.recontact.configuration.ResourceService;
import io.recontact.configuration.ResourceSpecifications;
import io.recontact.configuration.ResourceSummary;
import io.recontact.configuration.RoutingProfileService;
import io.recontact.configuration.SecurityProfileService;
import io.recontact.configuration.UserService;
import io.recontact.console.ConsoleEnabled;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/** The resources of an instance that forms let people choose, by name. */
@Component
@ConsoleEnabled
class Choices {

    /** More choices are no help. */
    private static final int MAX = 1000;

    private final QueueService queues;
    private final HoursOfOperationService hours;
    private final QuickConnectService quickConnects;
    private final RoutingProfileService routingProfiles;
    private final SecurityProfileService securityProfiles;
    private final UserService users;
    private final ContactFlowService flows;
    private final HierarchyGroupService hierarchyGroups;

    Choices(
            QueueService queues,
            HoursOfOperationService hours,
            QuickConnectService quickConnects,
            RoutingProfileService routingProfiles,
            SecurityProfileService securityProfiles,
            UserService users,
            ContactFlowService flows,
            HierarchyGroupService hierarchyGroups) {
        this.queues = queues;
        this.hours = hours;
        this.quickConnects = quickConnects;
        this.routingProfiles = routingProfiles;
        this.securityProfiles = securityProfiles;
        this.users = users;
        this.flows = flows;
        this.hierarchyGroups = hierarchyGroups;
    }

    /** Returns the standard queues. */
    List<Choice> queues(InstanceId instance) {
        var standard = ResourceSpecifications.<io.recontact.configuration.Queue>values("type", QueueType.STANDARD)
                .reduce(Specification.unrestricted(), Specification::and);
        return sorted(queues.search(instance, standard, null, MAX).stream()
                .map(queue -> new Choice(queue.id().toString(), queue.name())));
    }

    List<Choice> hours(InstanceId instance) {
        return all(hours, instance);
    }

    List<Choice> quickConnects(InstanceId instance) {
        return all(quickConnects, instance);
    }

    List<Choice> routingProfiles(InstanceId instance) {
        return all(routingProfiles, instance);
    }

    List<Choice> securityProfiles(InstanceId instance) {
        return all(securityProfiles, instance);
    }

    List<Choice> users(InstanceId instance) {
        return all(users, instance);
    }

    List<Choice> hierarchyGroups(InstanceId instance) {
        return all(hierarchyGroups, instance);
    }

    List<Choice> flows(InstanceId instance, ContactFlowType type) {
        return sorted(flows.page(instance, Set.of(type), null, MAX).stream()
                .map(flow -> new Choice(flow.id().toString(), flow.name())));
    }

    private static List<Choice> all(ResourceService<?, ?> service, InstanceId instance) {
        return sorted(service.page(instance, null, MAX).stream().map(Choices::choice));
    }

    private static Choice choice(ResourceSummary resource) {
        return new Choice(resource.id().value().toString(), resource.name());
    }

    private static List<Choice> sorted(Stream<Choice> choices) {
        return choices.sorted(Comparator.comparing(Choice::label, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
