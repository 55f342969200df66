package io.recontact.api;

import java.util.Locale;
import java.util.UUID;

/** A kind of resource of an instance. */
public enum ResourceType {
    CONTACT("contact"),
    CONTACT_FLOW("contact-flow"),
    CONTACT_FLOW_MODULE("flow-module"),
    HOURS_OF_OPERATION("operating-hours"),
    /** Has no ARN: no text with this part is parsed as one. */
    HOURS_OF_OPERATION_OVERRIDE("operating-hours/override"),
    QUEUE("queue"),
    ROUTING_PROFILE("routing-profile"),
    SECURITY_PROFILE("security-profile"),
    AGENT_STATUS("agent-state"),
    USER("agent"),
    HIERARCHY_GROUP("agent-group"),
    PREDEFINED_ATTRIBUTE("predefined-attribute"),
    VIEW("view"),
    QUICK_CONNECT("transfer-destination");

    private final String arnPart;

    ResourceType(String arnPart) {
        this.arnPart = arnPart;
    }

    /** Returns its part of an ARN, such as {@code operating-hours}. */
    public String arnPart() {
        return arnPart;
    }

    /** Returns its name for messages, such as {@code Routing profile}. */
    public String label() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Parses the id or ARN of a resource of this kind.
     *
     * @param member the name of the member, for the message
     * @throws InvalidParameterException if the text is neither an id nor the ARN of such a resource
     * @throws ResourceNotFoundException if the ARN belongs to another instance
     */
    public UUID parse(InstanceId instance, String member, String text) {
        return ResourceName.within(instance, arnPart, member, text);
    }
}
