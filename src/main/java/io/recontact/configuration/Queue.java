package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A queue: where contacts wait for the agents whose routing profiles serve it, or for one agent. */
@Entity
public class Queue extends Resource {

    /** How calls from it present themselves; kept for callers that ask, chats do not depend on it. */
    public record OutboundCaller(
            @Nullable String name,
            @Nullable String numberId,
            @Nullable String flowId) {}

    /** From which address its e-mails go out, and which belong to it; kept for callers that ask. */
    public record Email(@Nullable String outboundAddressId, List<EmailAddressConfig> addresses) {}

    /** An address of e-mails that belongs to a queue. */
    public record EmailAddressConfig(
            @NotNull @Size(min = 1, max = 500) String emailAddressId) {}

    @Enumerated(EnumType.STRING)
    private QueueType type;

    private @Nullable String description;
    private @Nullable UUID hoursOfOperationId;
    private @Nullable Integer maxContacts;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable OutboundCaller outboundCaller;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Email email;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Queue() {}

    Queue(UUID id, InstanceId instance, NewQueue wanted, Instant now) {
        super(id, instance, wanted.name(), wanted.tags(), now);
        this.type = QueueType.STANDARD;
        this.description = wanted.description();
        this.hoursOfOperationId = wanted.hours().value();
        this.maxContacts = wanted.maxContacts();
        this.outboundCaller = wanted.outboundCaller();
        this.email = wanted.email();
    }

    /** The queue of an agent. */
    Queue(UserId agent, InstanceId instance, String username, Instant now) {
        super(agent.value(), instance, username, Map.of(), now);
        this.type = QueueType.AGENT;
    }

    /** The id. */
    public QueueId id() {
        return new QueueId(key());
    }

    /** Whom its contacts wait for. */
    public QueueType type() {
        return type;
    }

    /** What its author says of it. */
    public @Nullable String description() {
        return description;
    }

    /** When it is open; agents have no hours. */
    public @Nullable HoursOfOperationId hoursOfOperationId() {
        return hoursOfOperationId == null ? null : new HoursOfOperationId(hoursOfOperationId);
    }

    /** How many contacts may wait in it; as many as come, if absent. */
    public @Nullable Integer maxContacts() {
        return maxContacts;
    }

    /** How calls from it present themselves. */
    public @Nullable OutboundCaller outboundCaller() {
        return outboundCaller;
    }

    /** The addresses of its e-mails. */
    public @Nullable Email email() {
        return email;
    }
}
