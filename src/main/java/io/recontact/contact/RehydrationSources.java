package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.api.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the contact that a new chat continues from or is related to. The rules are those of StartChatContact and of the
 * Administrator Guide, "Enable persistent chat".
 */
@Repository
class RehydrationSources {

    private final ContactService contacts;
    private final EndContactRepository ends;
    private final JdbcClient jdbc;

    RehydrationSources(ContactService contacts, EndContactRepository ends, JdbcClient jdbc) {
        this.contacts = contacts;
        this.ends = ends;
        this.jdbc = jdbc;
    }

    /**
     * Returns the source of a new chat, if it has one.
     *
     * @throws ResourceNotFoundException if the source does not exist in the instance, or is no longer kept
     * @throws InvalidRequestException if it is not a chat, its session has not ended, or it is not the initial contact,
     *     which ENTIRE_PAST_SESSION needs
     */
    Optional<RehydrationSource> of(NewChat chat) {
        var persistent = chat.persistentChat();
        if (persistent != null) {
            return Optional.of(continued(chat.instance(), persistent));
        }
        return Optional.ofNullable(chat.relatedContactId())
                .map(related -> relatedTo(contacts.read(chat.instance(), related)));
    }

    /**
     * Returns the source of a persistent chat. The source has ended, and no chat continues from an active one, so a
     * chain of sources has no cycle.
     *
     * @throws ResourceNotFoundException if the source does not exist in the instance, or is no longer kept
     * @throws InvalidRequestException if it is not a chat, its session has not ended, or it is not the initial contact,
     *     which ENTIRE_PAST_SESSION needs
     */
    RehydrationSource continued(InstanceId instance, PersistentChat persistent) {
        var source = contacts.read(instance, persistent.sourceContactId());
        if (source.channel() != Channel.CHAT) {
            throw new InvalidRequestException("Contact %s is not a chat".formatted(source.id()));
        }
        var last = requireEnded(source);
        return switch (persistent.rehydrationType()) {
            case FROM_SEGMENT -> continuing(source, lastItemOf(source));
            case ENTIRE_PAST_SESSION -> {
                if (source.previousContactId() != null) {
                    throw new InvalidRequestException(
                            "Contact %s is not the initial contact of its session, as ENTIRE_PAST_SESSION needs"
                                    .formatted(source.id()));
                }
                var newest = last.equals(source.id()) ? source : contacts.read(instance, new ContactId(last));
                yield continuing(newest, null);
            }
        };
    }

    /** Refuses a session with an active contact. Returns the contact that ended last. */
    private UUID requireEnded(ContactView source) {
        ends.endOverdueOf(source.session());
        var newestFirst = newestEndFirst(source.session());
        for (var contact : newestFirst) {
            if (!contact.ended()) {
                throw new InvalidRequestException("The chat session of contact %s has not ended: contact %s is active"
                        .formatted(source.id(), contact.id()));
            }
        }
        return newestFirst.getFirst().id();
    }

    private record SessionContact(UUID id, boolean ended) {}

    private List<SessionContact> newestEndFirst(SessionId session) {
        return jdbc.sql("""
                        select id, disconnected_at is not null as ended
                        from contact
                        where (id = :session or (initial_contact_id = :session and previous_contact_id is not null))
                          and channel = 'CHAT'
                        order by disconnected_at desc nulls first, initiated_at desc
                        """)
                .param("session", session.value())
                .query((row, _) -> new SessionContact(row.getObject("id", UUID.class), row.getBoolean("ended")))
                .list();
    }

    /**
     * Returns the last item of a segment that others follow: the next one begins after it. A segment without items
     * begins at the same item as the next one; the time then decides which is later.
     */
    private @Nullable Long lastItemOf(ContactView segment) {
        return jdbc.sql("""
                        select min(later.first_sequence) - 1
                        from contact later
                        join contact segment on segment.id = :segment
                        where later.initial_contact_id = :session and later.previous_contact_id is not null
                          and later.channel = 'CHAT'
                          and (later.first_sequence, later.initiated_at, later.id)
                              > (segment.first_sequence, segment.initiated_at, segment.id)
                        """)
                .param("session", segment.session().value())
                .param("segment", segment.id())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private static RehydrationSource relatedTo(ContactView contact) {
        return new RehydrationSource(
                new ContactId(contact.id()),
                new ContactId(contact.associationId()),
                new UserDefinedAttributes(contact.attributes()),
                contact.segmentAttributes(),
                null,
                null);
    }

    private static RehydrationSource continuing(ContactView contact, @Nullable Long until) {
        return new RehydrationSource(
                new ContactId(contact.id()),
                new ContactId(contact.associationId()),
                new UserDefinedAttributes(contact.attributes()),
                contact.segmentAttributes(),
                contact.session(),
                until);
    }
}
