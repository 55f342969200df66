package io.recontact.routing;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.configuration.PredefinedAttribute;
import io.recontact.configuration.PredefinedAttributeService;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.QueueService;
import io.recontact.configuration.UserId;
import io.recontact.configuration.UserService;
import io.recontact.contact.LiveContact;
import io.recontact.contact.RoutingCriteria;
import io.recontact.contact.RoutingExpression;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Checks routing criteria, and lets routing decisions follow them. */
@Service
public class RoutingCriteriaService {

    private final PredefinedAttributeService attributes;
    private final UserService users;
    private final QueueService queues;
    private final RoutingStepRepository steps;

    RoutingCriteriaService(
            PredefinedAttributeService attributes,
            UserService users,
            QueueService queues,
            RoutingStepRepository steps) {
        this.attributes = attributes;
        this.users = users;
        this.queues = queues;
        this.steps = steps;
    }

    /**
     * Checks what criteria refer to.
     *
     * @throws InvalidParameterException if an agent has no well-formed id
     * @throws ResourceNotFoundException if the instance lacks a predefined attribute or a user
     */
    void requireKnown(InstanceId instance, RoutingCriteria criteria) {
        users.requireAll(
                instance,
                criteria.conditions()
                        .flatMap(condition -> condition.agentIds().stream())
                        .map(id -> UserId.parse(instance, "RoutingCriteria: AgentIds", id))
                        .collect(Collectors.toSet()));
        attributes.requireNamed(instance, names(criteria));
    }

    /** Returns whether the instance has all predefined attributes that criteria name, and all agents have valid ids. */
    public boolean isKnown(InstanceId instance, RoutingCriteria criteria) {
        var names = names(criteria);
        try {
            new RoutingStepQuery(instance, Map.of()).requireValidAgents(criteria);
        } catch (InvalidParameterException | ResourceNotFoundException _) {
            return false; // an id is malformed, or an ARN belongs to another instance
        }
        return attributes.findAll(instance, names).size() == names.size();
    }

    /**
     * Begins the first step for a contact in a queue: "never activated for contacts in agent queue" (RoutingCriteria).
     */
    void activate(LiveContact contact, UUID queue, RoutingCriteria criteria, Instant now) {
        var instance = contact.instance();
        if (queues.find(instance, new QueueId(queue))
                .filter(one -> one.type() == QueueType.STANDARD)
                .isPresent()) {
            Map<String, PredefinedAttribute> named = attributes.findAll(instance, names(criteria));
            steps.replace(contact.contact().value(), criteria, new RoutingStepQuery(instance, named), now);
        }
    }

    private static Set<String> names(RoutingCriteria criteria) {
        return criteria.conditions()
                .filter(condition -> condition.operator() != RoutingExpression.Operator.MATCH)
                .map(condition -> Objects.requireNonNull(condition.name()))
                .collect(Collectors.toSet());
    }
}
