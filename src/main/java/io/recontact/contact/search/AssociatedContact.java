package io.recontact.contact.search;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact in a tree of related contacts.
 *
 * @param isPersistentChat true if it continues its related contact as a persistent chat
 * @param disconnectedAt when it ended, or its deadline if that has passed and no job has ended it yet
 */
public record AssociatedContact(
        UUID id,
        UUID initialContactId,
        @Nullable UUID previousContactId,
        @Nullable UUID relatedContactId,
        boolean isPersistentChat,
        InitiationMethod initiationMethod,
        Channel channel,
        Instant initiatedAt,
        @Nullable Instant disconnectedAt) {

    /** A page of a tree; {@code nextToken} is null on the last one. */
    public record Page(
            List<AssociatedContact> contacts, @Nullable String nextToken) {}
}
