package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.InvalidParameterException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The segment attributes that the system defines. Their keys begin with {@code connect:}, and callers may set few of
 * them. Answers always have the subtype: the database function {@code segment_attributes_with_subtype} adds that of the
 * channel if none is stored.
 */
final class SystemSegmentAttributes {

    static final String EXPIRY = "connect:ContactExpiry";

    /** A task expires in up to 90 days (Administrator Guide, "Tasks"). */
    private static final int MAX_EXPIRY_MINUTES = 90 * 24 * 60;

    private static final String PREFIX = "connect:";
    private static final String SUBTYPE = "connect:Subtype";

    private SystemSegmentAttributes() {}

    /** Returns the attributes that callers define. */
    static Map<String, SegmentAttribute> userDefined(Map<String, SegmentAttribute> attributes) {
        var rest = new HashMap<>(attributes);
        rest.keySet().removeIf(key -> key.startsWith(PREFIX));
        return rest;
    }

    /**
     * Refuses attributes that cannot be set at the start of a contact.
     *
     * @throws InvalidParameterException if only the system sets an attribute, or the subtype belongs to another channel
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
     * Refuses attributes that UpdateContact cannot change: "Contact Expiry, and user-defined attributes … can be
     * updated".
     *
     * @throws InvalidParameterException if only the system sets an attribute
     */
    static void requireAllowedInUpdates(Map<String, SegmentAttribute> attributes) {
        requireAmong(Set.of(EXPIRY), attributes);
    }

    /**
     * Returns the expiry of a contact in minutes; null if the attributes have none.
     *
     * @throws InvalidParameterException if the attribute has another form, or the time is out of bounds
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

    /** The attributes that the API reference of the operations and the Administrator Guide list. */
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
