package io.recontact.console.browser;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The ids in a {@link Scene}, by the names that the paths of {@link Pages} have in braces. */
final class SceneIds {

    private final Map<String, String> ids = new HashMap<>();

    void put(String name, String id) {
        ids.put(name, id);
    }

    String of(String name) {
        return Objects.requireNonNull(ids.get(name), name);
    }

    /** Fills in the ids that a path names. */
    String fillIn(String path) {
        var filled = path;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }
}
