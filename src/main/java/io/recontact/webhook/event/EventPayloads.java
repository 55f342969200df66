package io.recontact.webhook.event;

import io.recontact.api.Arns;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.Iso8601Time;
import io.recontact.api.QueueType;
import io.recontact.api.ResourceType;
import io.recontact.security.Account;
import io.recontact.webhook.Lease;
import io.recontact.webhook.PayloadWriter;
import io.recontact.webhook.WebhookRequest;
import io.recontact.webhook.event.EventPayload.AgentInfo;
import io.recontact.webhook.event.EventPayload.Detail;
import io.recontact.webhook.event.EventPayload.HierarchyGroup;
import io.recontact.webhook.event.EventPayload.QueueInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes contact events as EventBridge delivers them. */
@Component
class EventPayloads implements PayloadWriter<ContactId, ContactEvent, EventEndpoint> {

    private final JsonMapper json;
    private final Account account;
    private final Arns arns;
    private final ContactRecords records;

    EventPayloads(JsonMapper json, Account account, ContactRecords records) {
        this.json = json;
        this.records = records;
        this.account = account;
        this.arns = account.arns();
    }

    @Override
    public Instant time(ContactEvent event) {
        return event.at();
    }

    @Override
    public WebhookRequest write(Lease<ContactId> lease, EventEndpoint endpoint, ContactEvent event) {
        var record = event.contact().record();
        if (record != null) {
            return new WebhookRequest(
                    "application/json",
                    Map.of(),
                    json.writeValueAsString(records.write(lease.instance(), lease.key(), event.contact(), record)));
        }
        var envelope = new EventPayload(
                "0",
                event.id().toString(),
                "Amazon Connect Contact Event",
                "aws.connect",
                account.id(),
                event.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                account.region(),
                List.of(arns.of(lease.instance(), lease.key()), arns.instance(lease.instance())),
                detail(lease, event));
        return new WebhookRequest("application/json", Map.of(), json.writeValueAsString(envelope));
    }

    private Detail detail(Lease<ContactId> lease, ContactEvent event) {
        var contact = event.contact();
        // Events of the first contact of a session leave the initial id out (samples for chats).
        var isFirst = contact.previousContactId() == null;
        return new Detail(
                event.type().name(),
                lease.key().toString(),
                isFirst ? null : text(contact.initialContactId()),
                text(contact.previousContactId()),
                text(contact.relatedContactId()),
                contact.channel(),
                arns.instance(lease.instance()),
                contact.initiationMethod(),
                Iso8601Time.of(contact.initiatedAt()),
                time(contact.connectedToSystemAt()),
                queueInfo(lease.instance(), contact),
                agentInfo(lease.instance(), event),
                time(contact.disconnectedAt()),
                event.type() == EventType.CONTACT_DATA_UPDATED ? event.updatedProperties() : null,
                tags(lease, contact),
                contact.customerId(),
                contact.segmentAttributes(),
                contact.chatMetrics());
    }

    /** "This contains both AWS generated and user-defined tags." */
    private static Map<String, String> tags(Lease<ContactId> lease, ContactSnapshot contact) {
        var tags = new TreeMap<>(contact.tags());
        tags.put("aws:connect:instanceId", lease.instance().toString());
        return tags;
    }

    private @Nullable QueueInfo queueInfo(InstanceId instance, ContactSnapshot contact) {
        var queue = contact.queueId();
        var enqueuedAt = contact.enqueuedAt();
        if (queue == null || enqueuedAt == null) {
            return null;
        }
        var type = contact.queueType() == null ? QueueType.STANDARD : contact.queueType();
        return new QueueInfo(arns.queue(instance, type, queue), type, Iso8601Time.of(enqueuedAt));
    }

    private @Nullable AgentInfo agentInfo(InstanceId instance, ContactEvent event) {
        var contact = event.contact();
        var agent = contact.agentId();
        var connectedAt = contact.connectedToAgentAt();
        if (agent == null || connectedAt == null) {
            return null;
        }
        var arn = arns.of(instance, ResourceType.USER, agent);
        var groups = hierarchyGroups(instance, contact);
        var workFrom = contact.afterContactWorkStartedAt();
        var workUntil = contact.afterContactWorkEndedAt();
        return event.type() == EventType.COMPLETED && workFrom != null && workUntil != null
                ? new AgentInfo(
                        arn,
                        Iso8601Time.of(connectedAt),
                        groups,
                        Iso8601Time.of(workFrom),
                        Iso8601Time.of(workUntil),
                        Duration.between(workFrom, workUntil).toSeconds())
                : new AgentInfo(arn, Iso8601Time.of(connectedAt), groups, null, null, null);
    }

    private @Nullable Map<String, HierarchyGroup> hierarchyGroups(InstanceId instance, ContactSnapshot contact) {
        var path = contact.hierarchyGroups();
        if (path == null) {
            return null;
        }
        var groups = new TreeMap<String, HierarchyGroup>();
        for (var group : path) {
            groups.put(
                    "level" + (groups.size() + 1),
                    new HierarchyGroup(arns.of(instance, ResourceType.HIERARCHY_GROUP, group)));
        }
        return groups;
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : Iso8601Time.of(time);
    }
}
