package io.recontact.api.idempotency;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A client token that a request has used. {@link ClientTokenClaim} writes it. */
@Entity
@SuppressWarnings("UnusedVariable") // queries name the fields
class ClientToken {

    /** A token belongs to one operation of one scope. */
    @Embeddable
    record Id(UUID scope, String operation, String token) {}

    @EmbeddedId
    private Id id;

    private byte[] input;

    private @Nullable UUID[] answer;

    private Instant usedAt;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ClientToken() {}

    /** Returns whether the request that used the token had this digest. */
    boolean isUsedBy(RequestDigest request) {
        return MessageDigest.isEqual(input, request.bytes());
    }

    AnswerIds answer() {
        return AnswerIds.of(answer);
    }
}
