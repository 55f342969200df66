package io.recontact.history.web;

import io.recontact.api.ContactId;
import io.recontact.retention.LegalHold;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of the operations on legal holds, which docs/admin-v1.yaml describes. */
interface LegalHolds {

    record CreateRequest(
            @Size(min = 1, max = 256) @Nullable String contactId,
            @Size(min = 1, max = 128) @Nullable String customerId,
            @NotNull @Size(min = 1, max = 1000) String reason) {}

    record ReleaseRequest(
            @NotNull @Size(min = 1, max = 1000) String reason) {}

    record Summary(
            UUID legalHoldId,
            @Nullable UUID contactId,
            @Nullable String customerId,
            String reason,
            Instant placedTimestamp,
            @Nullable Instant releasedTimestamp,
            @Nullable String releaseReason) {

        static Summary of(LegalHold hold) {
            return new Summary(
                    hold.id(),
                    hold.contact().map(ContactId::value).orElse(null),
                    hold.customerId().orElse(null),
                    hold.reason(),
                    hold.placedAt(),
                    hold.releasedAt().orElse(null),
                    hold.releaseReason().orElse(null));
        }
    }

    record Page(List<Summary> legalHolds, @Nullable String nextToken) {}
}
