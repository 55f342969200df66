package io.recontact.webhook.event;

import io.recontact.api.Arns;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceType;
import io.recontact.security.Account;
import io.recontact.webhook.event.ContactSnapshot.RecordSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes contact records from the snapshots of complete contacts. */
@Component
class ContactRecords {

    /** The version that Amazon Connect writes. */
    private static final String FORMAT_VERSION = "2017-03-10";

    private final Account account;
    private final Arns arns;
    private final JsonMapper json;

    ContactRecords(Account account, JsonMapper json) {
        this.account = account;
        this.arns = account.arns();
        this.json = json;
    }

    ContactRecord write(InstanceId instance, ContactId id, ContactSnapshot contact, RecordSnapshot more) {
        var ended = Objects.requireNonNull(contact.disconnectedAt());
        var tags = new TreeMap<>(contact.tags());
        tags.put("aws:connect:instanceId", instance.toString());
        var details = new TreeMap<String, String>();
        putIfGiven(details, "Name", more.name());
        putIfGiven(details, "Description", more.description());
        return new ContactRecord(
                account.id(),
                FORMAT_VERSION,
                agent(instance, contact, more, ended),
                more.attributes(),
                contact.channel(),
                contact.chatMetrics() == null ? null : capitalized(json.valueToTree(contact.chatMetrics())),
                time(contact.connectedToSystemAt()),
                more.associationId().toString(),
                details,
                id.toString(),
                contact.customerId(),
                more.disconnectReason(),
                seconds(ended),
                contact.previousContactId() == null
                        ? null
                        : contact.initialContactId().toString(),
                contact.initiationMethod(),
                seconds(contact.initiatedAt()),
                arns.instance(instance),
                time(more.lastPausedAt()),
                time(more.lastResumedAt()),
                seconds(more.lastUpdatedAt()),
                text(more.nextContactId()),
                text(contact.previousContactId()),
                queue(instance, contact, more, ended),
                more.references().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new ContactRecord.Reference(
                                entry.getKey(),
                                entry.getValue().type(),
                                entry.getValue().value(),
                                entry.getValue().status()))
                        .toList(),
                text(contact.relatedContactId()),
                time(more.scheduledAt()),
                capitalizedAttributes(contact),
                tags,
                more.totalPauseCount(),
                more.totalPauseMilliseconds() / 1000,
                // A transfer ends the contact for its agent, so it is complete at the end.
                more.nextContactId() != null && contact.agentId() != null && more.disconnectReason() == null
                        ? seconds(ended)
                        : null);
    }

    private ContactRecord.@Nullable Agent agent(
            InstanceId instance, ContactSnapshot contact, RecordSnapshot more, Instant ended) {
        var agent = contact.agentId();
        var connected = contact.connectedToAgentAt();
        if (agent == null || connected == null) {
            return null;
        }
        var from = contact.afterContactWorkStartedAt();
        var until = contact.afterContactWorkEndedAt();
        var profile = more.routingProfileId();
        var pause = more.agentPauseMilliseconds();
        return new ContactRecord.Agent(
                arns.of(instance, ResourceType.USER, agent),
                from == null || until == null
                        ? null
                        : Duration.between(from, until).toSeconds(),
                time(until),
                time(from),
                Math.max(
                        0, Duration.between(connected, ended).minusMillis(pause).toSeconds()),
                pause / 1000,
                seconds(connected),
                0, // chats and tasks are never on hold
                hierarchyGroups(instance, contact, more),
                0,
                0,
                profile == null
                        ? null
                        : new ContactRecord.RoutingProfile(
                                arns.of(instance, ResourceType.ROUTING_PROFILE, profile), more.routingProfileName()),
                more.username());
    }

    private @Nullable Map<String, ContactRecord.HierarchyGroup> hierarchyGroups(
            InstanceId instance, ContactSnapshot contact, RecordSnapshot more) {
        var path = contact.hierarchyGroups();
        if (path == null) {
            return null;
        }
        var names = Objects.requireNonNullElse(more.hierarchyGroupNames(), Map.<UUID, String>of());
        var groups = new TreeMap<String, ContactRecord.HierarchyGroup>();
        for (var group : path) {
            groups.put(
                    "Level" + (groups.size() + 1),
                    new ContactRecord.HierarchyGroup(
                            arns.of(instance, ResourceType.HIERARCHY_GROUP, group), names.get(group)));
        }
        return groups;
    }

    private ContactRecord.@Nullable Queue queue(
            InstanceId instance, ContactSnapshot contact, RecordSnapshot more, Instant ended) {
        var queue = contact.queueId();
        var enqueued = contact.enqueuedAt();
        if (queue == null || enqueued == null) {
            return null;
        }
        var dequeued = Objects.requireNonNullElse(contact.connectedToAgentAt(), ended);
        return new ContactRecord.Queue(
                arns.queue(instance, Objects.requireNonNullElse(contact.queueType(), QueueType.STANDARD), queue),
                seconds(dequeued),
                Math.max(0, Duration.between(enqueued, dequeued).toSeconds()),
                seconds(enqueued),
                more.queueName());
    }

    /** Names of attributes are those of the caller; the members of their values begin with a capital in records. */
    private JsonNode capitalizedAttributes(ContactSnapshot contact) {
        var attributes = json.createObjectNode();
        contact.segmentAttributes()
                .forEach((name, value) -> attributes.set(name, capitalizedValue(json.valueToTree(value))));
        return attributes;
    }

    private JsonNode capitalizedValue(JsonNode value) {
        var capitalized = capitalized(value);
        var map = capitalized.get("ValueMap");
        if (map instanceof ObjectNode names) {
            names.properties().forEach(entry -> entry.setValue(capitalizedValue(entry.getValue())));
        }
        return capitalized;
    }

    /** Capitalizes the members of an object and of those inside, except the names of a map of values. */
    private JsonNode capitalized(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        var capitalized = json.createObjectNode();
        node.properties().forEach(entry -> {
            var name = Character.toUpperCase(entry.getKey().charAt(0))
                    + entry.getKey().substring(1);
            capitalized.set(name, name.equals("ValueMap") ? entry.getValue() : capitalized(entry.getValue()));
        });
        return capitalized;
    }

    private static void putIfGiven(Map<String, String> map, String key, @Nullable String value) {
        if (value != null) {
            map.put(key, value);
        }
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : seconds(time);
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
