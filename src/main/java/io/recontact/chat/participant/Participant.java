package io.recontact.chat.participant;

import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.Sender;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A participant of a chat. Concurrent calls connect, disconnect and time it, so conditional updates of the repositories
 * change its row, and their counts decide.
 */
@Entity
@SuppressWarnings("UnusedVariable") // queries name the fields
class Participant {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ParticipantId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "session_id"))
    private SessionId session;

    @Enumerated(EnumType.STRING)
    private ParticipantRole role;

    private String displayName;
    private Instant createdAt;
    private @Nullable Instant connectBy;
    private @Nullable Instant connectedAt;
    private @Nullable Instant leftAt;
    private @Nullable Instant idleAt;

    @JdbcTypeCode(SqlTypes.SMALLINT)
    private @Nullable Integer idleMinutes;

    @JdbcTypeCode(SqlTypes.SMALLINT)
    private @Nullable Integer disconnectMinutes;

    private @Nullable Instant timerDueAt;
    private @Nullable Long timerAfter;
    private @Nullable UUID userId;
    private boolean silent;
    private boolean mayBarge;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Participant() {}

    /** The participant as the sender of an item. */
    Sender sender() {
        return new Sender(id, displayName, role);
    }

    /** The timer of a participant that has one. */
    IdleTimer timer() {
        return new IdleTimer(
                sender(),
                idleAt,
                minutes(idleMinutes),
                minutes(disconnectMinutes),
                Objects.requireNonNull(timerDueAt),
                Objects.requireNonNull(timerAfter));
    }

    private static @Nullable Duration minutes(@Nullable Integer minutes) {
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }
}
