package io.recontact.contact;

import io.recontact.api.InvalidParameterException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The value of a segment attribute: a text, number, ARN, list or map. Stored as it was given. */
public record SegmentAttribute(
        @Size(max = 1024) @Nullable String valueString,
        @Nullable Map<@Size(min = 1, max = 128) String, @NotNull @Valid SegmentAttribute> valueMap,
        @Nullable Integer valueInteger,
        @Nullable List<@NotNull @Valid SegmentAttribute> valueList,
        @Size(max = 1024) @Nullable String valueArn) {

    /** The model has no bound. No value that Amazon Connect defines has more than one level. */
    private static final int MAX_DEPTH = 15;

    /** Refuses values with too many levels to be read back. */
    public SegmentAttribute {
        if (depth(valueMap, valueList) > MAX_DEPTH) {
            throw new InvalidParameterException(
                    "SegmentAttributes: lists and maps nest deeper than %d levels".formatted(MAX_DEPTH));
        }
    }

    private int depth() {
        return depth(valueMap, valueList);
    }

    private static int depth(@Nullable Map<String, SegmentAttribute> map, @Nullable List<SegmentAttribute> list) {
        return Stream.of(
                        map == null ? List.<SegmentAttribute>of() : map.values(),
                        list == null ? List.<SegmentAttribute>of() : list)
                .flatMap(Collection::stream)
                .filter(Objects::nonNull)
                .mapToInt(value -> 1 + value.depth())
                .max()
                .orElse(0);
    }
}
