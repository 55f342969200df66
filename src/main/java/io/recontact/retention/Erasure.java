package io.recontact.retention;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of an erasure.
 *
 * @param contact the contact that was named; null for the erasure of a customer
 * @param requestedBy the access key of the caller
 * @param endedAt null while it runs, or if its node was killed
 * @param deleted the number of deleted rows by table
 * @param remainingSessions how many sessions of the customer stayed, because they have not ended or have a legal hold
 */
public record Erasure(
        UUID id,
        InstanceId instance,
        @Nullable ContactId contact,
        String reason,
        String requestedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, Long> deleted,
        long remainingSessions) {

    /** Copies the numbers. */
    public Erasure {
        deleted = Map.copyOf(deleted);
    }
}
