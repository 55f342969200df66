package io.recontact.flow.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSONPath identifier, such as {@code $.Attributes.tier} or {@code $.SegmentAttributes['connect:Subtype']}: names on
 * the way from the root. The language uses no other part of JSONPath.
 */
public record Reference(List<String> path) implements Value.Part {

    /** Some samples put a full stop before the bracket, too. */
    private static final String IN_BRACKETS = "\\.?\\['([^'\\]]+)'\\]|\\.?\\[\"([^\"\\]]+)\"\\]|\\.?\\[(\\d{1,4})\\]";

    /**
     * Within text, a name has the characters that attributes may have, so that a full stop after it ends a sentence,
     * and does not begin with a digit, so that a price is one. Possessive, as is the other one: what repeats is not
     * tried again, which for a long text would take more stack than there is.
     */
    static final Pattern WITHIN_TEXT =
            Pattern.compile("\\$(?=\\.[A-Za-z_]|\\.?\\[)(?:\\.[A-Za-z0-9_-]+|%s)++".formatted(IN_BRACKETS));

    /** Alone, it may have any, since nothing can follow it. */
    private static final Pattern ALONE = Pattern.compile("\\$(?:\\.[^.\\[\\]$'\"\\s]+|%s)++".formatted(IN_BRACKETS));

    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]$'\"\\s]+)|" + IN_BRACKETS);

    /** Keeps its own copy of a path that leads somewhere. */
    public Reference {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("A reference names something");
        }
    }

    /** The reference that a whole text is, if it is one. */
    public static Optional<Reference> parse(String text) {
        return ALONE.matcher(text).matches() ? Optional.of(read(text)) : Optional.empty();
    }

    static Reference read(String text) {
        var path = new ArrayList<String>();
        var steps = STEP.matcher(text);
        while (steps.find()) {
            for (int group = 1; group <= steps.groupCount(); group++) {
                if (steps.group(group) != null) {
                    path.add(steps.group(group));
                }
            }
        }
        return new Reference(path);
    }
}
