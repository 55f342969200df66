package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent at this moment.
 *
 * @param hierarchyPath the hierarchy groups of the user, from level 1; empty for none
 * @param maxSlots how many contacts the agent takes at once, by channel
 */
public record UserData(
        UUID user,
        UUID routingProfile,
        List<UUID> hierarchyPath,
        UUID status,
        String statusName,
        Instant statusSince,
        @Nullable String nextStatusName,
        Map<Channel, Integer> maxSlots,
        List<InitiatedContact> contacts) {

    /** Copies its collections. */
    public UserData {
        hierarchyPath = List.copyOf(hierarchyPath);
        maxSlots = Map.copyOf(maxSlots);
        contacts = List.copyOf(contacts);
    }

    /** A contact of the agent, and how it was initiated. */
    public record InitiatedContact(AgentContact contact, InitiationMethod initiationMethod) {}

    /** Counts the contacts that take a slot, by channel. Paused tasks take none. */
    public Map<Channel, Integer> activeSlots() {
        var active = new EnumMap<Channel, Integer>(Channel.class);
        maxSlots.keySet().forEach(channel -> active.put(channel, 0));
        contacts.stream()
                .map(InitiatedContact::contact)
                .filter(contact -> contact.state() != AgentContactState.PAUSED)
                .forEach(contact -> active.merge(contact.channel(), 1, Integer::sum));
        return active;
    }
}
