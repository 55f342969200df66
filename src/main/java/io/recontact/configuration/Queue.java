package io.recontact.configuration;

import io.recontact.api.Arns;
import io.recontact.api.InstanceId;
import io.recontact.api.QueueType;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A queue: where contacts wait for the agents whose routing profiles contain it, or for one agent. */
@Entity
public class Queue extends DescribedResource {

    /** Contacts can enter an enabled queue only. */
    public enum Status {
        ENABLED,
        DISABLED
    }

    /** The caller id of outbound calls. It is stored and returned only. */
    public record OutboundCaller(
            @Nullable String name,
            @Nullable String numberId,
            @Nullable UUID flowId) {}

    /** The e-mail addresses of the queue. They are stored and returned only. */
    public record Email(@Nullable String outboundAddressId, List<EmailAddressConfig> addresses) {

        static final Email NONE = new Email(null, List.of());

        Email from(@Nullable String outboundAddressId) {
            return new Email(outboundAddressId, addresses);
        }

        Email with(List<EmailAddressConfig> added) {
            return new Email(
                    outboundAddressId,
                    Stream.concat(addresses.stream(), added.stream()).distinct().toList());
        }

        Email without(Set<String> removed) {
            return new Email(
                    outboundAddressId,
                    addresses.stream()
                            .filter(address -> !removed.contains(address.emailAddressId()))
                            .toList());
        }
    }

    /** An e-mail address of the queue. */
    public record EmailAddressConfig(
            @NotNull @Size(min = 1, max = 500) String emailAddressId) {}

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private QueueId id;

    @Enumerated(EnumType.STRING)
    private QueueType type;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "hours_of_operation_id"))
    private @Nullable HoursOfOperationId hours;

    private @Nullable Integer maxContacts;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable OutboundCaller outboundCaller;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Email email;

    // Read only when it changes: flows and routing find queues all the time, and need nothing of it.
    @ElementCollection
    @CollectionTable(name = "queue_quick_connect", joinColumns = @JoinColumn(name = "queue_id"))
    @Column(name = "quick_connect_id")
    private Set<UUID> quickConnects;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Queue() {}

    Queue(QueueId id, InstanceId instance, NewQueue wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.tags(), now);
        this.id = id;
        this.type = QueueType.STANDARD;
        this.status = Status.ENABLED;
        this.hours = wanted.hours();
        this.maxContacts = wanted.maxContacts();
        this.outboundCaller = wanted.outboundCaller();
        this.email = wanted.email();
        this.quickConnects = values(wanted.quickConnects());
    }

    /** Creates the queue of an agent. */
    Queue(UserId agent, InstanceId instance, String username, Instant now) {
        super(instance, username, null, null, now);
        this.id = new QueueId(agent.value());
        this.type = QueueType.AGENT;
        this.status = Status.ENABLED;
        this.quickConnects = Set.of();
    }

    private static Set<UUID> values(Set<QuickConnectId> ids) {
        return ids.stream().map(QuickConnectId::value).collect(Collectors.toSet());
    }

    void associate(Set<QuickConnectId> added) {
        quickConnects.addAll(values(added));
    }

    void disassociate(Set<QuickConnectId> removed) {
        quickConnects.removeAll(values(removed));
    }

    void open(HoursOfOperationId hours) {
        this.hours = hours;
    }

    void limit(@Nullable Integer maxContacts) {
        this.maxContacts = maxContacts;
    }

    void enter(Status status) {
        this.status = status;
    }

    void call(OutboundCaller outboundCaller) {
        this.outboundCaller = outboundCaller;
    }

    void mail(Email email) {
        this.email = email;
    }

    @Override
    public QueueId id() {
        return id;
    }

    @Override
    public String arn(Arns arns) {
        return arns.queue(instance(), type, id.value());
    }

    /** Returns the type: standard or agent queue. */
    public QueueType type() {
        return type;
    }

    /** Returns the hours of operation; null for an agent queue. */
    public @Nullable HoursOfOperationId hoursOfOperationId() {
        return hours;
    }

    /** Returns the status. */
    public Status status() {
        return status;
    }

    /** Returns whether contacts can enter it. */
    public boolean isEnabled() {
        return status == Status.ENABLED;
    }

    /** Returns the maximum number of waiting contacts; null for unlimited. */
    public @Nullable Integer maxContacts() {
        return maxContacts;
    }

    /** Returns the caller id of outbound calls; null for none. */
    public @Nullable OutboundCaller outboundCaller() {
        return outboundCaller;
    }

    /** Returns the e-mail addresses; may be empty. */
    public Email email() {
        return email == null ? Email.NONE : email;
    }
}
