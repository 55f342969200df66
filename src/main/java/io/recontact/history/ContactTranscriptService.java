package io.recontact.history;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.ResourceNotFoundException;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ScanDirection;
import io.recontact.chat.transcript.SortOrder;
import io.recontact.chat.transcript.StartPosition.AtTheEnd;
import io.recontact.chat.transcript.StartPosition.Continued;
import io.recontact.chat.transcript.TranscriptCursor;
import io.recontact.chat.transcript.TranscriptItemReader;
import io.recontact.chat.transcript.TranscriptPageService;
import io.recontact.chat.transcript.TranscriptPageTokens;
import io.recontact.chat.transcript.TranscriptRequest;
import io.recontact.chat.transcript.TranscriptScope;
import io.recontact.contact.ContactService;
import io.recontact.contact.ContactView;
import io.recontact.database.StandbyReads;
import io.recontact.security.Account;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Reads the transcript of any chat contact, live or ended, without a participant of the chat. */
@Service
public class ContactTranscriptService {

    private final ContactService contacts;
    private final TranscriptPageService pages;
    private final StandbyReads standby;
    private final TranscriptPageTokens tokens;
    private final TranscriptItemReader items;
    private final Account account;
    private final JsonMapper json;

    ContactTranscriptService(
            ContactService contacts,
            TranscriptPageService pages,
            StandbyReads standby,
            TranscriptPageTokens tokens,
            TranscriptItemReader items,
            Account account,
            JsonMapper json) {
        this.contacts = contacts;
        this.pages = pages;
        this.standby = standby;
        this.tokens = tokens;
        this.items = items;
        this.account = account;
        this.json = json;
    }

    /**
     * A page of a transcript.
     *
     * @param nextToken null on the last page
     */
    public record Page(
            String initialContactId,
            List<Item> transcript,
            @Nullable String nextToken) {}

    /**
     * Returns a page of a transcript, in the order of the scan.
     *
     * @param size the maximum number of items
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if the contact is not a chat
     * @throws InvalidParameterException if the token is not one of this transcript
     */
    public Page page(
            InstanceId instance,
            ContactId id,
            TranscriptScope scope,
            ScanDirection direction,
            int size,
            @Nullable String nextToken) {
        var contact = requireChat(instance, id);
        var session = contact.session();
        var cursor = tokens.read(session, nextToken);
        var request = new TranscriptRequest(
                session,
                null,
                scope == TranscriptScope.CONTACT ? id : null,
                size,
                direction,
                direction == ScanDirection.FORWARD ? SortOrder.ASCENDING : SortOrder.DESCENDING,
                cursor == null ? new AtTheEnd() : new Continued(cursor));
        var page = contact.disconnectedAt() == null ? pages.read(request) : standby.read(() -> pages.read(request));
        var next = page.next();
        var isLast = next == null || (scope == TranscriptScope.SESSION && leavesSession(next));
        return new Page(session.toString(), page.items(), isLast ? null : tokens.write(page));
    }

    /**
     * Writes a transcript to a file, oldest item first. The stream stays open.
     *
     * @throws ResourceNotFoundException if the instance has no such contact, or it is no longer kept
     * @throws InvalidRequestException if the contact is not a chat
     */
    public void write(
            InstanceId instance, ContactId id, TranscriptScope scope, TranscriptFormat format, Destination destination)
            throws IOException {
        write(instance, requireChat(instance, id), scope, format, destination, _ -> {});
    }

    /** Writes the transcript of a chat to a file, and passes each item on after it is written. */
    void write(
            InstanceId instance,
            ContactView contact,
            TranscriptScope scope,
            TranscriptFormat format,
            Destination destination,
            Consumer<Item> next)
            throws IOException {
        var session = contact.session();
        var id = new ContactId(contact.id());
        var file = TranscriptFile.of(account.id(), instance, contact, items.senders(session, id, scope));
        try (var writer = TranscriptWriter.of(format, file, destination.open(), json)) {
            items.read(session, id, scope, item -> {
                writer.write(item);
                next.accept(item);
            });
        }
    }

    /** Where a file is written to. */
    public interface Destination {

        /** Opens the stream, once the contact is found. */
        OutputStream open() throws IOException;
    }

    private ContactView requireChat(InstanceId instance, ContactId id) {
        var contact = contacts.describe(instance, id);
        if (contact.channel() != Channel.CHAT) {
            throw new InvalidRequestException("Contact %s is not a chat".formatted(id));
        }
        return contact;
    }

    private static boolean leavesSession(TranscriptCursor next) {
        return next.kind() == TranscriptCursor.Kind.TURNING || !next.session().equals(next.reader());
    }
}
