package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact of a tree.
 *
 * @param disconnectedAt when it ended, or when its time was over although nobody has ended it yet
 */
public record AssociatedContact(
        UUID id,
        UUID initialContactId,
        @Nullable UUID previousContactId,
        @Nullable UUID relatedContactId,
        InitiationMethod initiationMethod,
        Channel channel,
        Instant initiatedAt,
        @Nullable Instant disconnectedAt) {

    /** A page of a tree, and where the next one begins; nowhere after the last. */
    public record Page(
            List<AssociatedContact> contacts, @Nullable String nextToken) {}
}
