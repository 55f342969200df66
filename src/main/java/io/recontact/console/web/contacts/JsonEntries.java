package io.recontact.console.web.contacts;

import io.recontact.console.web.contacts.InteractiveCard.Entry;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The values in a JSON document with the paths that lead to them, for people to read. */
final class JsonEntries {

    private static final int MAX_ENTRIES = 60;
    private static final int MAX_DEPTH = 6;

    private JsonEntries() {}

    /** Returns the values of an object, in its order; more than a page can show are left out. */
    static List<Entry> of(JsonNode object) {
        var entries = new ArrayList<Entry>();
        if (object.isObject()) {
            collect("", object, MAX_DEPTH, entries);
        }
        return entries;
    }

    private static void collect(String path, JsonNode node, int depth, List<Entry> entries) {
        if (entries.size() >= MAX_ENTRIES || node.isNull()) {
            return;
        }
        if (node.isObject() && depth > 0) {
            node.properties()
                    .forEach(member -> collect(
                            path.isEmpty() ? member.getKey() : "%s.%s".formatted(path, member.getKey()),
                            member.getValue(),
                            depth - 1,
                            entries));
        } else if (node.isArray() && depth > 0) {
            for (int i = 0; i < node.size() && entries.size() < MAX_ENTRIES; i++) {
                collect("%s[%d]".formatted(path, i), node.get(i), depth - 1, entries);
            }
        } else {
            entries.add(new Entry(path, text(node)));
        }
    }

    /** Returns a value as text. */
    static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }
}
