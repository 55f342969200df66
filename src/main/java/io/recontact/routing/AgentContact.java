package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.chat.ParticipantId;
import io.recontact.configuration.QueueId;
import io.recontact.configuration.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * A contact that an agent is offered, has accepted, or still has after-contact work for. It takes one of the agent's
 * slots unless it is paused. Its state changes by guarded statements of {@link AgentContactRepository}, since agents,
 * sweeps and endings compete for it.
 */
@Entity
@Immutable
public class AgentContact {

    @EmbeddedId
    private AgentContactId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "queue_id"))
    private QueueId queue;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Enumerated(EnumType.STRING)
    private AgentContactState state;

    private Instant stateSince;
    private @Nullable Instant connectedAt;
    private @Nullable Instant dueAt;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "participant_id"))
    private @Nullable ParticipantId participant;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected AgentContact() {}

    /** The contact. */
    public ContactId contact() {
        return new ContactId(id.contactId());
    }

    /** The user who works on it. */
    public UserId agent() {
        return new UserId(id.agentId());
    }

    /** The queue that it came from. The queue of an agent has the agent's id. */
    public QueueId queue() {
        return queue;
    }

    /** The channel, which decides whose slot it takes. */
    public Channel channel() {
        return channel;
    }

    /** The state. */
    public AgentContactState state() {
        return state;
    }

    /** When it entered the state. */
    public Instant stateSince() {
        return stateSince;
    }

    /** When the agent accepted it; absent before. */
    public @Nullable Instant connectedAt() {
        return connectedAt;
    }

    /** When an offer counts as missed, or after-contact work as complete; absent in other states. */
    public @Nullable Instant dueAt() {
        return dueAt;
    }

    /** The agent's participant in an accepted chat. Tasks have no participants. */
    public @Nullable ParticipantId participant() {
        return participant;
    }
}
