package io.recontact.chat.transcript;

import io.recontact.api.SessionId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The columns of a chat session that queries name. No row is loaded; SQL starts and ends sessions. */
@Entity
@SuppressWarnings("UnusedVariable") // queries name the fields
class ChatSession {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private SessionId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "past_session_id"))
    private @Nullable SessionId pastSession;

    private @Nullable Long pastUntil;
    private long nextSequence;
    private Instant expiresAt;
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ChatSession() {}
}
