package io.recontact.webhook.streaming;

import io.recontact.api.InstanceId;
import io.recontact.api.SessionId;
import io.recontact.api.StreamingId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * The delivery of a chat's items to a streaming endpoint. The entity is saved once, when StartContactStreaming creates
 * it. Statements of {@link StreamLeaseRepository} move it on, since several nodes compete for it.
 */
@Entity
@SuppressWarnings("UnusedVariable") // JPA reads the fields
class ChatStream implements Persistable<StreamingId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private StreamingId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "session_id"))
    private SessionId session;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    private String endpointArn;
    private long nextSequence;
    private Instant startedAt;
    private Instant dueAt;
    private @Nullable Instant doneAt;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ChatStream() {}

    /** Creates a stream that is due at once. */
    ChatStream(NewStream stream, long nextSequence, Instant now) {
        this.id = stream.id();
        this.session = stream.session();
        this.instance = stream.instance();
        this.endpointArn = stream.endpointArn();
        this.nextSequence = nextSequence;
        this.startedAt = now;
        this.dueAt = now;
    }

    @Override
    public StreamingId getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return true;
    }
}
