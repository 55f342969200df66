package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the contact that a new chat continues from or is related to. The rules are those of StartChatContact and of the
 * Administrator Guide, "Enable persistent chat".
 */
@Component
class RehydrationSources {

    private final ContactService contacts;
    private final EndContactRepository ends;
    private final ContactRepository rows;

    RehydrationSources(ContactService contacts, EndContactRepository ends, ContactRepository rows) {
        this.contacts = contacts;
        this.ends = ends;
        this.rows = rows;
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
            case FROM_SEGMENT ->
                continuing(
                        source,
                        rows.findLastSequence(source.session().value(), source.id())
                                .orElse(null));
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
        var newestFirst = rows.findBySessionNewestEndFirst(source.session().value());
        for (var contact : newestFirst) {
            if (!contact.isEnded()) {
                throw new InvalidRequestException("The chat session of contact %s has not ended: contact %s is active"
                        .formatted(source.id(), contact.getId()));
            }
        }
        return newestFirst.getFirst().getId();
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
