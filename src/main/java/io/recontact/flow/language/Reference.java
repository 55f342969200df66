package io.recontact.flow.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSONPath identifier, such as {@code $.Attributes.tier} or {@code $.SegmentAttributes['connect:Subtype']}: the names
 * on the path from the root. The language uses no other part of JSONPath.
 */
public record Reference(List<String> path) implements Value.Part {

    /** Some samples have a full stop before the bracket. */
    private static final String IN_BRACKETS = "\\.?\\['([^'\\]]+)'\\]|\\.?\\[\"([^\"\\]]+)\"\\]|\\.?\\[(\\d{1,4})\\]";

    /**
     * Matches references within text. A name has the characters of attribute names, so that a full stop after it ends
     * the sentence. It does not begin with a digit, so that prices are not references. Both patterns are possessive:
     * backtracking in a long text would overflow the stack.
     */
    static final Pattern WITHIN_TEXT =
            Pattern.compile("\\$(?=\\.[A-Za-z_]|\\.?\\[)(?:\\.[A-Za-z0-9_-]+|%s)++".formatted(IN_BRACKETS));

    /** Matches a reference that is the whole text. Its names may have more characters, since nothing follows. */
    private static final Pattern ALONE = Pattern.compile("\\$(?:\\.[^.\\[\\]$'\"\\s]+|%s)++".formatted(IN_BRACKETS));

    private static final Pattern STEP = Pattern.compile("\\.([^.\\[\\]$'\"\\s]+)|" + IN_BRACKETS);

    /** Copies the path, which must not be empty. */
    public Reference {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("A reference needs at least one name");
        }
    }

    /** Returns the reference if the whole text is one. */
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
