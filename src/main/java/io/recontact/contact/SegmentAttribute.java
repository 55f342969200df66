package io.recontact.contact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of a segment attribute: one of text, number, ARN, or lists and maps of the same. Stored as it was given.
 */
public record SegmentAttribute(
        @Size(max = 1024) @Nullable String valueString,
        @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Valid SegmentAttribute> valueMap,
        @Nullable Integer valueInteger,
        @Nullable List<@NotNull @Valid SegmentAttribute> valueList,
        @Size(max = 1024) @Nullable String valueArn) {}
