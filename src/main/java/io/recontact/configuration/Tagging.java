package io.recontact.configuration;

import io.recontact.api.InvalidRequestException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Changes tags within the bounds of the model. */
final class Tagging {

    private static final int MAX_TAGS = 50;

    private Tagging() {}

    /**
     * Returns changed tags.
     *
     * @throws InvalidRequestException if there are more than 50
     */
    static Map<String, String> changed(Map<String, String> tags, Consumer<Map<String, String>> change) {
        var changed = new HashMap<>(tags);
        change.accept(changed);
        if (changed.size() > MAX_TAGS) {
            throw new InvalidRequestException("Tags would be more than %d".formatted(MAX_TAGS));
        }
        return changed;
    }
}
