package io.recontact.chat.participant;

import io.recontact.api.ParticipantRole;
import io.recontact.api.SessionId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A timer that UpdateParticipantRoleConfig has set for a role in a session. */
@Entity
@SuppressWarnings("UnusedVariable") // JPA reads the fields
class TimerSetting {

    /** A session has at most one timer of a type for each role. */
    @Embeddable
    record Key(
            @Embedded @AttributeOverride(name = "value", column = @Column(name = "session_id"))
            SessionId session,

            @Enumerated(EnumType.STRING) ParticipantRole role,
            @Enumerated(EnumType.STRING) ParticipantTimerType type) {

        static Key of(SessionId session, ParticipantTimer timer) {
            return new Key(session, timer.role(), timer.type());
        }
    }

    @EmbeddedId
    private Key key;

    @JdbcTypeCode(SqlTypes.SMALLINT)
    private int minutes;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected TimerSetting() {}

    TimerSetting(Key key, int minutes) {
        this.key = key;
        this.minutes = minutes;
    }
}
