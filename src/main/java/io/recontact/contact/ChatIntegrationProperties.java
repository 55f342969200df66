package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.ResourceNotFoundException;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The destinations of bridges.
 *
 * @param destinations the complete list
 */
@ConfigurationProperties("recontact.chat-integrations")
public record ChatIntegrationProperties(@DefaultValue List<ChatDestination> destinations) {

    /** Refuses two destinations with the same id. */
    public ChatIntegrationProperties {
        destinations = List.copyOf(destinations);
        var ids = new HashSet<String>();
        for (var destination : destinations) {
            if (!ids.add(destination.id())) {
                throw new IllegalArgumentException(
                        "recontact.chat-integrations.destinations has the id %s more than once"
                                .formatted(destination.id()));
            }
        }
    }

    /**
     * Returns the destination with an id.
     *
     * @throws ResourceNotFoundException if the settings have none
     */
    public ChatDestination require(String id) {
        return destinations.stream()
                .filter(destination -> destination.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResourceNotFoundException("The settings have no such destination of chats"));
    }

    /**
     * Returns the destination that an outbound chat of an instance names as its source.
     *
     * @throws ResourceNotFoundException if the instance has none with this id
     */
    public ChatDestination require(String id, InstanceId instance) {
        var destination = require(id);
        if (!destination.instanceId().equals(instance.value())) {
            throw new ResourceNotFoundException(
                    "SourceEndpoint is not a destination of chats of instance %s".formatted(instance));
        }
        return destination;
    }
}
