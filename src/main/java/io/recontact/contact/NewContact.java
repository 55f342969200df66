package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.ContactFlowId;
import io.recontact.configuration.QuickConnectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a StartTaskContact or CreateContact request: a contact without a conversation.
 *
 * @param flow the flow that it runs; null for none, or for that of the quick connect
 * @param quickConnect the quick connect that it goes to, with its flow; null for none
 * @param previous the contact that it follows in a chain, and whose attributes it shares
 * @param related the contact that it is related to, and whose attributes it copies
 * @param scheduledAt when it begins; null for at once
 * @param expiryMinutes how long it may last; null takes the segment attribute {@code connect:ContactExpiry}
 */
public record NewContact(
        InstanceId instance,
        Channel channel,
        InitiationMethod method,
        @Nullable ContactFlowId flow,
        @Nullable QuickConnectId quickConnect,
        @Nullable String name,
        @Nullable String description,
        Map<String, Reference> references,
        UserDefinedAttributes attributes,
        Map<String, SegmentAttribute> segmentAttributes,
        @Nullable ContactId previous,
        @Nullable ContactId related,
        @Nullable Instant scheduledAt,
        @Nullable Integer expiryMinutes) {

    /** A task expires in 7 days by default (Administrator Guide, "Tasks"). */
    private static final Duration DEFAULT_DURATION = Duration.ofDays(7);

    /** "It must be within up to 6 days in future." */
    private static final Duration LATEST_SCHEDULE = Duration.ofDays(6);

    /** Refuses links that exclude each other, and durations out of bounds. */
    public NewContact {
        references = Map.copyOf(references);
        segmentAttributes = Map.copyOf(segmentAttributes);
        SystemSegmentAttributes.requireAllowedAtStart(channel, segmentAttributes);
        if (previous != null && related != null) {
            throw new InvalidRequestException("PreviousContactId and RelatedContactId exclude each other");
        }
        var minutes = SystemSegmentAttributes.expiryMinutes(segmentAttributes);
        if (minutes != null) {
            if (expiryMinutes != null) {
                throw new InvalidRequestException(
                        "ExpiryDurationInMinutes and %s in SegmentAttributes exclude each other"
                                .formatted(SystemSegmentAttributes.EXPIRY));
            }
            expiryMinutes = minutes;
        }
    }

    /** Returns when it ends at the latest. Its duration begins at the scheduled time, if there is one. */
    Instant expiry(Instant now) {
        return (scheduledAt == null ? now : scheduledAt)
                .plus(expiryMinutes == null ? DEFAULT_DURATION : Duration.ofMinutes(expiryMinutes));
    }

    /** Refuses a scheduled time that is not within the next 6 days. */
    void requireSchedulable(Instant now) {
        if (scheduledAt != null) {
            requireSchedulable(scheduledAt, now);
        }
    }

    /** The same for a contact that is rescheduled. */
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
