package io.recontact.seed;

import io.recontact.security.InProcessApi;
import io.recontact.seed.SeedRepository.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Calls operations on behalf of declarations of one instance, and counts and logs what they change. */
final class SeedCalls {

    private static final Logger log = LoggerFactory.getLogger(SeedCalls.class);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final InProcessApi api;
    private final SeedRepository created;
    private String instance = "";
    private int changes;

    SeedCalls(InProcessApi api, SeedRepository created) {
        this.api = api;
        this.created = created;
    }

    /** Sets the instance of all further calls. */
    void use(String id) {
        instance = id;
    }

    /** Returns the id of the instance. */
    UUID instance() {
        return UUID.fromString(instance);
    }

    /** Returns the number of calls that changed something. */
    int changes() {
        return changes;
    }

    /** Returns the labels in the path of an operation. */
    Set<String> labels(String operation) {
        return api.labels(operation);
    }

    JsonNode create(Declared declared, String operation, Map<String, String> labels, ObjectNode body) {
        var all = new HashMap<>(labels);
        all.put("InstanceId", instance);
        try {
            return api.call(operation, all, Map.of(), body);
        } catch (InProcessApi.Refusal refusal) {
            throw declared.refuse(member(refusal), refusal.getMessage() + hint(declared));
        }
    }

    void recordCreation(Declared declared, String section, String key) {
        created.add(instance(), new Entry(section, key));
        log.info("Created {} as {}, in instance {}", declared.label(), key, instance);
        changes++;
    }

    void recordRemoval(Entry entry) {
        log.info(
                "Deleted {} {} of instance {}, which the seed no longer declares",
                entry.section(),
                entry.key(),
                instance);
        changes++;
    }

    private static String hint(Declared declared) {
        return declared.members().has("Id")
                ? " (the Id must not be in use, nor belong to a deleted instance that the retention job has not removed)"
                : "";
    }

    void change(Declared declared, String member, String operation, Map<String, String> labels, JsonNode body) {
        call(declared, member, operation, labels, Map.of(), body);
        log.info("Changed {} in instance {}: {}", declared.label(), instance, operation);
        changes++;
    }

    /** Describes a resource: an answer contains it as its only object. */
    ObjectNode describe(Declared declared, String operation, Map<String, String> labels) {
        return call(declared, "", operation, labels, Map.of(), null)
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The answer to %s is empty".formatted(operation)));
    }

    /** Reads all pages of a list: an answer contains it as its only array. */
    List<JsonNode> list(
            Declared declared, String operation, Map<String, String> labels, Map<String, String> parameters) {
        List<JsonNode> all = new ArrayList<>();
        var query = new HashMap<>(parameters);
        String next;
        do {
            var page = call(declared, "", operation, labels, query, null);
            page.valueStream().filter(JsonNode::isArray).findFirst().ifPresent(items -> items.forEach(all::add));
            next = page.path("NextToken").asString("");
            query.put("nextToken", next);
        } while (!next.isEmpty());
        return all;
    }

    JsonNode call(
            Declared declared,
            String member,
            String operation,
            Map<String, String> labels,
            Map<String, String> query,
            @Nullable JsonNode body) {
        var all = new HashMap<>(labels);
        all.put("InstanceId", instance);
        try {
            return api.call(operation, all, query, body);
        } catch (InProcessApi.Refusal refusal) {
            throw declared.refuse(member.isEmpty() ? member(refusal) : member, String.valueOf(refusal.getMessage()));
        }
    }

    /** Returns the member that a refusal begins with, if any. */
    private static String member(InProcessApi.Refusal refusal) {
        return String.valueOf(refusal.getMessage()).split("[: ]", 2)[0];
    }

    /** Makes the tags of a resource those that are declared. */
    void updateTags(Declared declared, JsonNode there, String arnMember) {
        var tags = declared.members().path("Tags");
        if (tags.isMissingNode() || tags.equals(there.path("Tags"))) {
            return;
        }
        var arn = Map.of("resourceArn", arn(there, arnMember));
        var added = JSON.objectNode();
        tags.properties().forEach(tag -> {
            if (!tag.getValue().equals(there.path("Tags").path(tag.getKey()))) {
                added.set(tag.getKey(), tag.getValue());
            }
        });
        if (!added.isEmpty()) {
            var body = JSON.objectNode();
            body.set("tags", added);
            change(declared, "Tags", "TagResource", arn, body);
        }
        for (var key : there.path("Tags").propertyNames()) {
            if (!tags.has(key)) {
                call(declared, "Tags", "UntagResource", arn, Map.of("tagKeys", key), null);
                changes++;
            }
        }
    }

    /** The model writes the name of the member in several ways. */
    private static String arn(JsonNode there, String member) {
        for (var name : List.of("Arn", member, member.replace("Arn", "ARN"))) {
            if (there.has(name)) {
                return there.path(name).asString();
            }
        }
        throw new IllegalStateException("No ARN among the members " + there.propertyNames());
    }
}
