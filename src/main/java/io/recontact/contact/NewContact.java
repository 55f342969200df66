package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.ContactFlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact without a conversation here, as StartTaskContact and CreateContact ask for.
 *
 * @param previous the contact that it follows in a chain, with which it shares its attributes
 * @param related the contact that it is related to, whose attributes are copied
 * @param scheduledAt when it is to begin, if not at once
 * @param expiryMinutes how long it may last; if absent, the segment attribute {@code connect:ContactExpiry} says it
 */
public record NewContact(
        InstanceId instance,
        Channel channel,
        InitiationMethod method,
        @Nullable ContactFlowId flow,
        @Nullable String name,
        @Nullable String description,
        Map<String, Reference> references,
        UserDefinedAttributes attributes,
        Map<String, SegmentAttribute> segmentAttributes,
        @Nullable ContactId previous,
        @Nullable ContactId related,
        @Nullable Instant scheduledAt,
        @Nullable Integer expiryMinutes) {

    /** A task expires in 7 days, unless it says otherwise (Administrator Guide, "Tasks"). */
    private static final Duration DEFAULT_DURATION = Duration.ofDays(7);

    /** "It must be within up to 6 days in future." */
    private static final Duration LATEST_SCHEDULE = Duration.ofDays(6);

    /** Keeps its own copies, and refuses links that exclude each other and durations out of bounds. */
    public NewContact {
        references = Map.copyOf(references);
        segmentAttributes = Map.copyOf(segmentAttributes);
        SystemSegmentAttributes.requireAllowedAtStart(channel, segmentAttributes);
        if (previous != null && related != null) {
            throw new InvalidRequestException("PreviousContactId and RelatedContactId exclude each other");
        }
        var told = SystemSegmentAttributes.expiryMinutes(segmentAttributes);
        if (told != null) {
            if (expiryMinutes != null) {
                throw new InvalidRequestException(
                        "ExpiryDurationInMinutes and %s in SegmentAttributes exclude each other"
                                .formatted(SystemSegmentAttributes.EXPIRY));
            }
            expiryMinutes = told;
        }
    }

    /** When it ends at the latest: its duration begins when it is to begin. */
    Instant expiry(Instant now) {
        return (scheduledAt == null ? now : scheduledAt)
                .plus(expiryMinutes == null ? DEFAULT_DURATION : Duration.ofMinutes(expiryMinutes));
    }

    /** Refuses a schedule that is not in the near future. */
    void requireSchedulable(Instant now) {
        if (scheduledAt != null) {
            requireSchedulable(scheduledAt, now);
        }
    }

    /** The same for one that is scheduled anew. */
    static void requireSchedulable(Instant scheduledAt, Instant now) {
        if (!scheduledAt.isAfter(now)) {
            throw new InvalidParameterException("ScheduledTime is not in the future");
        }
        if (scheduledAt.isAfter(now.plus(LATEST_SCHEDULE))) {
            throw new InvalidParameterException(
                    "ScheduledTime is more than %d days ahead".formatted(LATEST_SCHEDULE.toDays()));
        }
    }
}
