package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agent at this moment: status, places by channel, and what it holds. */
public record UserData(
        UUID user,
        UUID routingProfile,
        UUID status,
        String statusName,
        Instant statusSince,
        @Nullable String nextStatusName,
        Map<Channel, Integer> places,
        List<Held> contacts) {

    /** Copies what it is given. */
    public UserData {
        places = Map.copyOf(places);
        contacts = List.copyOf(contacts);
    }

    /** One of its contacts, and how that was initiated. */
    public record Held(AgentContact contact, InitiationMethod initiationMethod) {}

    /** How many of its places are taken, by channel; paused tasks take none. */
    public Map<Channel, Integer> taken() {
        var taken = new EnumMap<Channel, Integer>(Channel.class);
        places.keySet().forEach(channel -> taken.put(channel, 0));
        contacts.stream()
                .map(Held::contact)
                .filter(contact -> contact.state() != AgentContactState.PAUSED)
                .forEach(contact -> taken.merge(contact.channel(), 1, Integer::sum));
        return taken;
    }
}
