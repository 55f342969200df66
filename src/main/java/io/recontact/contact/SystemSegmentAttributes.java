package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.InvalidParameterException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The segment attributes that the system defines: their keys begin with {@code connect:}. Callers may set few of them.
 * The subtype of a contact is always told; where none is stored, it is the one that its channel has by itself, which
 * the database function {@code told_segment_attributes} adds.
 */
final class SystemSegmentAttributes {

    static final String EXPIRY = "connect:ContactExpiry";

    /** A task expires in up to 90 days (Administrator Guide, "Tasks"). */
    private static final int MAX_EXPIRY_MINUTES = 90 * 24 * 60;

    private static final String PREFIX = "connect:";
    private static final String SUBTYPE = "connect:Subtype";

    private SystemSegmentAttributes() {}

    /** What callers have defined themselves. */
    static Map<String, SegmentAttribute> leftOutOf(Map<String, SegmentAttribute> attributes) {
        var rest = new HashMap<>(attributes);
        rest.keySet().removeIf(key -> key.startsWith(PREFIX));
        return rest;
    }

    /**
     * Refuses what a contact cannot begin with.
     *
     * @throws InvalidParameterException if only the system sets an attribute, or the subtype is one of another channel
     */
    static void requireAllowedAtStart(Channel channel, Map<String, SegmentAttribute> attributes) {
        requireAmong(settableAtStart(channel), attributes);
        var subtype = attributes.get(SUBTYPE);
        if (subtype != null && !subtypes(channel).contains(String.valueOf(subtype.valueString()))) {
            throw new InvalidParameterException("SegmentAttributes: %s of a contact of channel %s must be one of %s"
                    .formatted(SUBTYPE, channel, String.join(", ", subtypes(channel))));
        }
    }

    /**
     * Refuses what UpdateContact cannot change: "Contact Expiry, and user-defined attributes … can be updated".
     *
     * @throws InvalidParameterException if there is another attribute that the system defines
     */
    static void requireAllowedInUpdates(Map<String, SegmentAttribute> attributes) {
        requireAmong(Set.of(EXPIRY), attributes);
    }

    /**
     * How long a contact may last by its attributes; nothing if they do not say it.
     *
     * @throws InvalidParameterException if they say it in another way, or a time out of bounds
     */
    static @Nullable Integer expiryMinutes(Map<String, SegmentAttribute> attributes) {
        var attribute = attributes.get(EXPIRY);
        if (attribute == null) {
            return null;
        }
        var duration =
                attribute.valueMap() == null ? null : attribute.valueMap().get("ExpiryDuration");
        var minutes = duration == null ? null : duration.valueInteger();
        if (minutes == null || minutes < 1 || minutes > MAX_EXPIRY_MINUTES) {
            throw new InvalidParameterException(
                    "SegmentAttributes: %s must have a ValueMap with an ExpiryDuration of 1 to %d minutes"
                            .formatted(EXPIRY, MAX_EXPIRY_MINUTES));
        }
        return minutes;
    }

    private static void requireAmong(Set<String> settable, Map<String, SegmentAttribute> attributes) {
        for (var key : attributes.keySet()) {
            if (key.startsWith(PREFIX) && !settable.contains(key)) {
                throw new InvalidParameterException("SegmentAttributes: %s cannot be set here".formatted(key));
            }
        }
    }

    /** As the API reference of the operations and the Administrator Guide name them. */
    private static Set<String> settableAtStart(Channel channel) {
        return switch (channel) {
            case CHAT -> Set.of(SUBTYPE, "connect:CustomerAuthentication");
            case TASK -> Set.of(SUBTYPE, EXPIRY, "connect:CreatedByUser", "connect:AssignmentType");
            case VOICE, EMAIL -> Set.of(SUBTYPE, EXPIRY);
        };
    }

    private static Set<String> subtypes(Channel channel) {
        return switch (channel) {
            case CHAT -> Set.of("connect:Chat", "connect:Guide", "connect:SMS", "connect:WhatsApp", "connect:Apple");
            case VOICE -> Set.of("connect:Telephony", "connect:WebRTC", "connect:ExternalAudio");
            case TASK -> Set.of("connect:Task", "connect:ExternalTask");
            case EMAIL -> Set.of("connect:Email");
        };
    }
}
