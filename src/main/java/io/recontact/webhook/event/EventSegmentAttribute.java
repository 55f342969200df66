package io.recontact.webhook.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.LowerCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The value of a segment attribute: read from the snapshot of the trigger {@code contact_events}, written to events.
 */
@JsonNaming(LowerCamelCaseStrategy.class)
@JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
record EventSegmentAttribute(
        @Nullable String valueString,
        @Nullable Map<String, EventSegmentAttribute> valueMap,
        @Nullable Integer valueInteger,
        @Nullable List<EventSegmentAttribute> valueList,
        @Nullable String valueArn) {}
