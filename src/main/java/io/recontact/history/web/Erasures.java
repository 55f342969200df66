package io.recontact.history.web;

import io.recontact.retention.Erasure;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the operations on erasures, which docs/admin-v1.yaml describes. */
interface Erasures {

    record Request(
            @Size(min = 1, max = 256) @Nullable String contactId,
            @Size(min = 1, max = 128) @Nullable String customerId,
            @NotNull @Size(min = 1, max = 1000) String reason) {}

    record Summary(
            UUID erasureId,
            @Nullable UUID contactId,
            String reason,
            String requestedBy,
            Instant startedTimestamp,
            @Nullable Instant endedTimestamp,
            Map<String, Long> deletedRows,
            long remainingSessions,
            long remainingFiles) {

        static Summary of(Erasure erasure, Map<UUID, Long> remainingFiles) {
            var contact = erasure.contact();
            return new Summary(
                    erasure.id(),
                    contact == null ? null : contact.value(),
                    erasure.reason(),
                    erasure.requestedBy(),
                    erasure.startedAt(),
                    erasure.endedAt(),
                    erasure.deleted(),
                    erasure.remainingSessions(),
                    remainingFiles.getOrDefault(erasure.id(), 0L));
        }
    }

    record Page(List<Summary> erasures, @Nullable String nextToken) {}
}
