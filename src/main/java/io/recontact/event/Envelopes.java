package io.recontact.event;

import io.recontact.access.Account;
import io.recontact.egress.Letter;
import io.recontact.event.Envelope.AgentInfo;
import io.recontact.event.Envelope.Detail;
import io.recontact.event.Envelope.QueueInfo;
import io.recontact.wire.AbsoluteTime;
import io.recontact.wire.Arns;
import io.recontact.wire.InstanceId;
import io.recontact.wire.QueueType;
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

/**
 * Writes what endpoints are sent. Nothing in it depends on the attempt, so that a receiver knows by its id what it has
 * had before.
 */
@Component
class Envelopes {

    private final JsonMapper json;
    private final Account account;
    private final Arns arns;

    Envelopes(JsonMapper json, Account account) {
        this.json = json;
        this.account = account;
        this.arns = account.arns();
    }

    Letter write(Backlog backlog, ContactEvent event) {
        var envelope = new Envelope(
                "0",
                event.id().toString(),
                "Amazon Connect Contact Event",
                "aws.connect",
                account.id(),
                event.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                account.region(),
                List.of(arns.contact(backlog.instance(), backlog.contact()), arns.instance(backlog.instance())),
                detail(backlog, event));
        return new Letter("application/json", Map.of(), json.writeValueAsString(envelope));
    }

    private Detail detail(Backlog backlog, ContactEvent event) {
        var contact = event.contact();
        // The first contact of a session is told without its own id (samples for chats).
        var isFirst = contact.previousContactId() == null;
        return new Detail(
                event.type().name(),
                backlog.contact().toString(),
                isFirst ? null : text(contact.initialContactId()),
                text(contact.previousContactId()),
                text(contact.relatedContactId()),
                contact.channel(),
                arns.instance(backlog.instance()),
                contact.initiationMethod(),
                AbsoluteTime.of(contact.initiatedAt()),
                time(contact.connectedToSystemAt()),
                queueInfo(backlog.instance(), contact),
                agentInfo(backlog.instance(), event),
                time(contact.disconnectedAt()),
                event.type() == EventType.CONTACT_DATA_UPDATED ? event.updatedProperties() : null,
                tags(backlog, contact),
                contact.customerId(),
                contact.segmentAttributes(),
                contact.chatMetrics());
    }

    /** "This contains both AWS generated and user-defined tags." */
    private static Map<String, String> tags(Backlog backlog, ContactState contact) {
        var tags = new TreeMap<>(contact.tags());
        tags.put("aws:connect:instanceId", backlog.instance().toString());
        return tags;
    }

    private @Nullable QueueInfo queueInfo(InstanceId instance, ContactState contact) {
        var queue = contact.queueId();
        var enqueuedAt = contact.enqueuedAt();
        if (queue == null || enqueuedAt == null) {
            return null;
        }
        var type = contact.queueType() == null ? QueueType.STANDARD : contact.queueType();
        return new QueueInfo(arns.queue(instance, type, queue), type, AbsoluteTime.of(enqueuedAt));
    }

    private @Nullable AgentInfo agentInfo(InstanceId instance, ContactEvent event) {
        var contact = event.contact();
        var agent = contact.agentId();
        var connectedAt = contact.connectedToAgentAt();
        if (agent == null || connectedAt == null) {
            return null;
        }
        var arn = arns.user(instance, agent);
        var workFrom = contact.afterContactWorkStartedAt();
        var workUntil = contact.afterContactWorkEndedAt();
        return event.type() == EventType.COMPLETED && workFrom != null && workUntil != null
                ? new AgentInfo(
                        arn,
                        AbsoluteTime.of(connectedAt),
                        AbsoluteTime.of(workFrom),
                        AbsoluteTime.of(workUntil),
                        Duration.between(workFrom, workUntil).toSeconds())
                : new AgentInfo(arn, AbsoluteTime.of(connectedAt), null, null, null);
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : AbsoluteTime.of(time);
    }
}
