package io.recontact.chat.attachment;

import io.recontact.api.NewUntilStored;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A file that a participant attaches: started, uploaded, completed. Concurrent uploads replace each other's content, so
 * conditional updates of the repository write its columns.
 */
@Entity
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // JPA reads the fields
class Attachment extends NewUntilStored<AttachmentId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private AttachmentId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "session_id"))
    private SessionId session;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "participant_id"))
    private ParticipantId participant;

    private String name;
    private String contentType;
    private long size;
    private Instant uploadUntil;
    private Instant completeUntil;

    @Embedded
    private @Nullable StoredContent content;

    @Column(insertable = false, updatable = false)
    private @Nullable Instant uploadedAt;

    private @Nullable Instant completedAt;
    private @Nullable Long sequence;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Attachment() {}

    /**
     * Creates an attachment without content.
     *
     * @param uploadUntil the end of the time in which an upload may begin
     * @param completeUntil when the attachment is removed unless it is completed
     */
    Attachment(
            AttachmentId id,
            SessionId session,
            ParticipantId participant,
            String name,
            String contentType,
            long size,
            Instant uploadUntil,
            Instant completeUntil) {
        this.id = id;
        this.session = session;
        this.participant = participant;
        this.name = name;
        this.contentType = contentType;
        this.size = size;
        this.uploadUntil = uploadUntil;
        this.completeUntil = completeUntil;
    }

    @Override
    public AttachmentId getId() {
        return id;
    }

    AttachmentId id() {
        return id;
    }

    SessionId session() {
        return session;
    }

    /** The participant who started the upload. */
    ParticipantId participant() {
        return participant;
    }

    String name() {
        return name;
    }

    String contentType() {
        return contentType;
    }

    /** The size in bytes. */
    long size() {
        return size;
    }

    Instant uploadUntil() {
        return uploadUntil;
    }

    Instant completeUntil() {
        return completeUntil;
    }

    /** The content that is or was uploaded. */
    @Nullable StoredContent content() {
        return content;
    }

    /** The transcript item of the attachment; null until it is completed. */
    @Nullable Long sequence() {
        return sequence;
    }

    /** Returns whether the upload is complete. */
    boolean isUploaded() {
        return uploadedAt != null;
    }

    /** Returns whether the attachment is part of the transcript. */
    boolean isCompleted() {
        return sequence != null;
    }

    /** Makes the attachment part of the transcript. */
    void complete(long sequence, Instant now) {
        this.sequence = sequence;
        this.completedAt = now;
    }
}
