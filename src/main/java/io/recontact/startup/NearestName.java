package io.recontact.startup;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody meant. */
final class NearestName {

    /** The cost of what a name has behind another one, such as the members of a list. */
    private static final int REST = 2;

    /** All names begin with it, so it alone is like none of them. */
    private static final int PREFIX = "recontact.".length();

    private NearestName() {}

    /** Returns the known name with the fewest insertions, deletions and replacements of characters. */
    static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(each -> distance(each, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The Levenshtein distance to a name, or to its beginning. */
    private static int distance(String known, String name) {
        var row = new int[name.length() + 1];
        for (var j = 0; j <= name.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= known.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= name.length(); j++) {
                var replacement = diagonal + (known.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replacement, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        var distance = row[name.length()];
        for (var j = PREFIX; j < name.length(); j++) {
            if (!Character.isLetterOrDigit(name.charAt(j))) {
                distance = Math.min(distance, row[j] + REST);
            }
        }
        return distance;
    }
}
