package io.recontact.history;

import io.recontact.api.InstanceId;
import io.recontact.api.ParticipantRole;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search of transcripts. Criteria that are empty restrict nothing.
 *
 * @param text words, {@code "phrases"}, {@code prefixes*}, {@code or} and {@code -exclusions}; all words must occur in
 *     the messages of a contact
 * @param roles the senders whose messages count
 * @param start the earliest initiation of a contact
 * @param end the latest initiation of a contact
 * @param attributes attributes that the session of a contact must have
 * @param customerId the customer; null for any
 */
public record TranscriptQuery(
        InstanceId instance,
        String text,
        Set<ParticipantRole> roles,
        @Nullable Instant start,
        @Nullable Instant end,
        Set<UUID> queues,
        Set<UUID> agents,
        Map<String, String> attributes,
        @Nullable String customerId,
        Order order) {

    /** The order of the results. */
    public enum Order {
        /** Newest contact first. */
        INITIATION_TIMESTAMP,
        /** Best match first, among the newest matches. */
        RELEVANCE
    }

    /** Copies the collections into an order of their own, so that equal queries have equal tokens. */
    public TranscriptQuery {
        roles = new TreeSet<>(roles);
        queues = new TreeSet<>(queues);
        agents = new TreeSet<>(agents);
        attributes = new TreeMap<>(attributes);
    }
}
