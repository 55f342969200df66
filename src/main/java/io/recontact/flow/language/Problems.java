package io.recontact.flow.language;

import io.recontact.api.StorableText;
import java.util.ArrayList;
import java.util.List;

/** The problems of a document, one sentence each. */
final class Problems {

    /** More than an error response can hold. */
    private static final int MAX_PROBLEMS = 100;

    private static final int MAX_NAME = 50;

    private final List<String> found = new ArrayList<>();

    List<String> found() {
        return found;
    }

    void add(String problem) {
        if (found.size() < MAX_PROBLEMS) {
            found.add(problem);
        }
    }

    /** Returns a name from the document, cut to a length that fits into a sentence. */
    static String name(String name) {
        var cut = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name;
        return StorableText.isStorable(cut) ? cut : "?";
    }

    /** A member of the document, and the action that contains it. */
    record Place(Problems problems, String path, String action) {

        Place member(String name) {
            return new Place(problems, path + "." + name, action);
        }

        Place item(int index) {
            return new Place(problems, "%s[%d]".formatted(path, index), action);
        }

        void refuse(String reason) {
            problems.add(path + action + " " + reason);
        }
    }
}
