package io.recontact.configuration;

import io.recontact.api.InvalidParameterException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of a view.
 *
 * @param template the structure of the view in JSON
 * @param actions what a participant can choose in the view
 */
public record ViewContent(@Nullable String template, List<String> actions) {

    /** "The total uncompressed content has a maximum file size of 400kB." */
    private static final int MAX_BYTES = 400_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Copies the actions. */
    public ViewContent {
        actions = actions == null ? List.of() : List.copyOf(actions);
    }

    /** Reads stored content. */
    public static ViewContent read(String stored) {
        return JSON.readValue(stored, ViewContent.class);
    }

    /**
     * Returns the text to store.
     *
     * @throws InvalidParameterException if the template is not a JSON object, or the content has more than 400 kB
     */
    public String write() {
        if (template != null && !tree().isObject()) {
            throw new InvalidParameterException("Content.Template is not a JSON object");
        }
        var stored = JSON.writeValueAsString(this);
        if (stored.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidParameterException("Content has more than 400 kB");
        }
        return stored;
    }

    /**
     * Returns the JSON schema of the data that the template needs. A value {@code $.name} of the template, as a whole,
     * declares an input.
     */
    public String inputSchema() {
        var names = new TreeSet<String>();
        collect(tree(), names);
        return JSON.writeValueAsString(Map.of(
                "type",
                "object",
                "properties",
                names.stream().collect(Collectors.toMap(name -> name, _ -> Map.of())),
                "required",
                names));
    }

    private static void collect(JsonNode node, TreeSet<String> names) {
        if (node.isString() && node.stringValue().matches("\\$\\.\\w+(\\.\\w+)*")) {
            names.add(node.stringValue().split("\\.", -1)[1]);
        }
        node.forEach(child -> collect(child, names));
    }

    private JsonNode tree() {
        try {
            return JSON.readTree(template == null ? "{}" : template);
        } catch (JacksonException _) {
            return JSON.missingNode(); // not JSON, and therefore refused
        }
    }
}
