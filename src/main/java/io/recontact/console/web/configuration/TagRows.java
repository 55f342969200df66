package io.recontact.console.web.configuration;

import io.recontact.api.InvalidParameterException;
import io.recontact.configuration.TagService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The tags of a resource as rows of a form. */
final class TagRows {

    private static final String NAME = "Tags";
    private static final Pattern KEY = Pattern.compile(TagService.KEY);

    private static final List<Field> COLUMNS =
            List.of(Field.text("Key", "Key", 128, null).required(), Field.text("Value", "Value", 256, null));

    private TagRows() {}

    static Field field(Map<String, String> tags) {
        return Field.grid(
                        NAME,
                        NAME,
                        COLUMNS,
                        tags.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(tag -> List.of(tag.getKey(), tag.getValue()))
                                .toList())
                .hint("A row without a key is removed.");
    }

    /**
     * Makes the tags those of a form, by what adds tags and what removes keys.
     *
     * @throws InvalidParameterException if two rows have one key, or a key has another form than in the API
     */
    static void change(
            Map<String, String> present,
            Submission submission,
            Consumer<Map<String, String>> tag,
            Consumer<Set<String>> untag) {
        var added = wanted(submission);
        var removed = new HashSet<String>();
        // A form has no spaces around texts, so these change nothing.
        present.forEach((key, value) -> {
            if (!added.remove(key.strip(), value.strip())) {
                removed.add(key);
            }
        });
        removed.removeAll(added.keySet());
        if (!added.keySet().stream().allMatch(key -> KEY.matcher(key).matches())) {
            throw new InvalidParameterException(
                    "Tags: a key has letters, digits, spaces and _.:/=+-@ only, and does not begin with aws:");
        }
        if (!removed.isEmpty()) {
            untag.accept(removed);
        }
        if (!added.isEmpty()) {
            tag.accept(added);
        }
    }

    private static Map<String, String> wanted(Submission submission) {
        var wanted = new HashMap<String, String>();
        for (var row : submission.rows(field(Map.of()))) {
            if (wanted.put(row.get(0), row.get(1)) != null) {
                throw new InvalidParameterException("Tags: two rows have the same key");
            }
        }
        return wanted;
    }
}
