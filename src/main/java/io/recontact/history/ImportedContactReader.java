package io.recontact.history;

import io.recontact.api.Channel;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.StorableText;
import io.recontact.contact.ChatMetrics;
import io.recontact.contact.ImportedContact;
import io.recontact.contact.Reference;
import io.recontact.contact.SegmentAttribute;
import io.recontact.contact.UserDefinedAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads contacts as DescribeContact returns them, and contact records. Both have most members under the same names.
 * Members that this service has no place for are ignored.
 */
@Component
class ImportedContactReader {

    private static final TypeReference<Map<String, SegmentAttribute>> SEGMENT_ATTRIBUTES = new TypeReference<>() {};

    private static final int LEVELS = 5;
    private static final int MAX_PAUSES = 10;

    private final JsonMapper json;

    ImportedContactReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * Reads a contact in one of the two forms.
     *
     * @throws ImportRefusal if it cannot be imported
     * @throws InvalidParameterException if its attributes break a rule
     */
    ImportedContact read(ImportMembers line) {
        var contact = line.has("ContactId") ? contactRecord(line) : described(line);
        requireConsistent(contact);
        return contact;
    }

    private static void requireConsistent(ImportedContact contact) {
        if (contact.disconnectedAt().isBefore(contact.initiatedAt())) {
            throw new ImportRefusal("DisconnectTimestamp is before InitiationTimestamp");
        }
        if (!contact.isFirst() && contact.id().equals(contact.previousContactId())) {
            throw new ImportRefusal("PreviousContactId is the contact itself");
        }
    }

    private ImportedContact described(ImportMembers line) {
        var queue = line.in("QueueInfo");
        var agent = line.in("AgentInfo");
        return contact(
                line,
                line.requiredId("Id"),
                line,
                Map.of(),
                new Queued(queue.id("Id"), queue),
                new Accepted(agent.id("Id"), agent, "Arn"));
    }

    private ImportedContact contactRecord(ImportMembers line) {
        var queue = line.in("Queue");
        var agent = line.in("Agent");
        return contact(
                line,
                line.requiredId("ContactId"),
                line.in("ContactDetails"),
                references(line),
                new Queued(queue.idOfArn("ARN"), queue),
                new Accepted(agent.idOfArn("ARN"), agent, "ARN"));
    }

    private record Queued(@Nullable UUID id, ImportMembers members) {}

    private record Accepted(@Nullable UUID id, ImportMembers members, String arn) {

        @Nullable List<UUID> groups() {
            var groups = members.in("HierarchyGroups");
            var ids = new ArrayList<UUID>();
            for (int level = 1; level <= LEVELS && groups.has("Level" + level); level++) {
                var id = groups.in("Level" + level).idOfArn(arn);
                if (id != null) {
                    ids.add(id);
                }
            }
            return ids.isEmpty() ? null : ids;
        }
    }

    /** Reads what both forms of a contact have under the same names. */
    private ImportedContact contact(
            ImportMembers line,
            UUID id,
            ImportMembers details,
            Map<String, Reference> references,
            Queued queued,
            Accepted accepted) {
        var initial = Objects.requireNonNullElse(line.id("InitialContactId"), id);
        var isFirst = initial.equals(id);
        var previous = line.id("PreviousContactId");
        if (isFirst && previous != null) {
            throw new ImportRefusal("PreviousContactId comes without InitialContactId");
        }
        var related = line.id("RelatedContactId");
        var initiatedAt = line.requiredTime("InitiationTimestamp");
        if (!line.has("DisconnectTimestamp")) {
            throw new ImportRefusal("DisconnectTimestamp is required: only contacts that have ended are imported");
        }
        var disconnectedAt = line.requiredTime("DisconnectTimestamp");
        var enqueuedAt = queued.members().time("EnqueueTimestamp");
        var isQueued = queued.id() != null && enqueuedAt != null;
        var acceptedAt = accepted.members().time("ConnectedToAgentTimestamp");
        var isAccepted = accepted.id() != null && acceptedAt != null;
        var pauses = line.number("TotalPauseCount", 0, MAX_PAUSES);
        var paused = line.number("TotalPauseDurationInSeconds", 0, Integer.MAX_VALUE);
        var adjustment = line.number("QueueTimeAdjustmentSeconds", Integer.MIN_VALUE, Integer.MAX_VALUE);
        return new ImportedContact(
                id,
                initial,
                isFirst ? null : Objects.requireNonNullElse(previous, initial),
                related,
                Objects.requireNonNullElse(
                        line.id("ContactAssociationId"), isFirst && related != null ? related : initial),
                line.required("Channel", line.constant("Channel", Channel.class)),
                line.required("InitiationMethod", line.constant("InitiationMethod", InitiationMethod.class)),
                details.text("Name"),
                details.text("Description"),
                line.text("CustomerId"),
                isFirst ? new UserDefinedAttributes(texts(line, "Attributes")).entries() : Map.of(),
                segmentAttributes(line),
                references,
                tags(line),
                line.time("ScheduledTimestamp"),
                initiatedAt,
                line.time("ConnectedToSystemTimestamp"),
                disconnectedAt,
                line.constant("DisconnectReason", DisconnectReason.class),
                Objects.requireNonNullElse(line.time("LastUpdateTimestamp"), disconnectedAt),
                isQueued ? queued.id() : null,
                isQueued ? enqueuedAt : null,
                line.number("QueuePriority", 1, Long.MAX_VALUE),
                adjustment == null ? null : Math.toIntExact(adjustment),
                isAccepted ? accepted.id() : null,
                isAccepted ? accepted.groups() : null,
                isAccepted ? acceptedAt : null,
                isAccepted ? accepted.members().time("AfterContactWorkStartTimestamp") : null,
                isAccepted ? accepted.members().time("AfterContactWorkEndTimestamp") : null,
                line.time("LastPausedTimestamp"),
                line.time("LastResumedTimestamp"),
                pauses == null ? 0 : Math.toIntExact(pauses),
                paused == null ? 0 : paused * 1000,
                chatMetrics(line));
    }

    private Map<String, String> texts(ImportMembers line, String name) {
        var members = line.in(name);
        var texts = new HashMap<String, String>();
        members.object().properties().forEach(member -> {
            if (!member.getValue().isString()
                    || !StorableText.isStorable(
                            member.getKey() + member.getValue().stringValue())) {
                throw new ImportRefusal(name + " has a value that is not text");
            }
            texts.put(member.getKey(), member.getValue().stringValue());
        });
        return texts;
    }

    /** Tags of AWS, such as that of the instance, belong to the place and not to the contact. */
    private Map<String, String> tags(ImportMembers line) {
        var tags = texts(line, "Tags");
        tags.keySet().removeIf(key -> key.startsWith("aws:"));
        return tags;
    }

    private Map<String, SegmentAttribute> segmentAttributes(ImportMembers line) {
        var members = line.in("SegmentAttributes").object();
        ImportMembers.requireStorable("SegmentAttributes", members);
        return converted("SegmentAttributes", () -> json.convertValue(members, SEGMENT_ATTRIBUTES));
    }

    private Map<String, Reference> references(ImportMembers line) {
        var references = new HashMap<String, Reference>();
        if (line.has("References")) {
            ImportMembers.requireStorable("References", line.object().get("References"));
            for (var entry : line.object().get("References")) {
                var reference = new ImportMembers(entry);
                references.put(
                        reference.required("Name", reference.text("Name")),
                        new Reference(
                                reference.text("Value"),
                                reference.required("Type", reference.constant("Type", Reference.Type.class)),
                                reference.constant("Status", Reference.Status.class),
                                null,
                                null));
            }
        }
        return references;
    }

    /** Returns null as well if members are missing that this service always returns. */
    private @Nullable ChatMetrics chatMetrics(ImportMembers line) {
        if (!line.has("ChatMetrics")) {
            return null;
        }
        try {
            var metrics = json.convertValue(line.object().get("ChatMetrics"), ChatMetrics.class);
            return metrics.chatContactMetrics() == null ? null : metrics;
        } catch (JacksonException _) {
            return null;
        }
    }

    private static <V> V converted(String name, Supplier<V> conversion) {
        try {
            return conversion.get();
        } catch (JacksonException _) {
            throw new ImportRefusal(name + " has an unknown form");
        }
    }
}
