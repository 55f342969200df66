package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A quick connect: a target to which agents transfer contacts. */
@Entity
public class QuickConnect extends DescribedResource {

    /** The kind of target. */
    public enum Type {
        /** A transfer flow runs, with the queue of a user as its target. */
        USER(ContactFlowType.AGENT_TRANSFER),
        /** A transfer flow runs, with a queue as its target. */
        QUEUE(ContactFlowType.QUEUE_TRANSFER),
        /** Stored and returned only: this service makes no calls. */
        PHONE_NUMBER(null),
        /** Stored and returned only. */
        FLOW(null);

        private final @Nullable ContactFlowType transferFlow;

        Type(@Nullable ContactFlowType transferFlow) {
            this.transferFlow = transferFlow;
        }

        /** Returns the type of its flow; empty if contacts are not transferred to it. */
        public Optional<ContactFlowType> transferFlow() {
            return Optional.ofNullable(transferFlow);
        }
    }

    /**
     * The target. It has the members of its type alone.
     *
     * @param userId the user of a USER; it may have been deleted since
     * @param queueId the standard queue of a QUEUE
     * @param contactFlowId the flow of all types but PHONE_NUMBER
     */
    @Embeddable
    public record Config(
            @Enumerated(EnumType.STRING) Type type,
            @Nullable UUID userId,
            @Nullable UUID queueId,
            @Nullable UUID contactFlowId,
            @Nullable String phoneNumber) {

        /** Returns the config of a USER. */
        public static Config ofUser(UserId user, ContactFlowId flow) {
            return new Config(Type.USER, user.value(), null, flow.value(), null);
        }

        /** Returns the config of a QUEUE. */
        public static Config ofQueue(QueueId queue, ContactFlowId flow) {
            return new Config(Type.QUEUE, null, queue.value(), flow.value(), null);
        }

        /** Returns the config of a PHONE_NUMBER. */
        public static Config ofPhoneNumber(String phoneNumber) {
            return new Config(Type.PHONE_NUMBER, null, null, null, phoneNumber);
        }

        /** Returns the config of a FLOW. */
        public static Config ofFlow(ContactFlowId flow) {
            return new Config(Type.FLOW, null, null, flow.value(), null);
        }
    }

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private QuickConnectId id;

    @Embedded
    private Config config;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected QuickConnect() {}

    QuickConnect(QuickConnectId id, InstanceId instance, NewQuickConnect wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.tags(), now);
        this.id = id;
        this.config = wanted.config();
    }

    void change(Config config) {
        this.config = config;
    }

    @Override
    public QuickConnectId id() {
        return id;
    }

    /** Returns the target. */
    public Config config() {
        return config;
    }
}
