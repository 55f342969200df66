package io.recontact.console.web.desktop;

import io.recontact.api.AccessDeniedException;
import io.recontact.api.ConflictException;
import io.recontact.api.InvalidRequestException;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.message.ChatEventService;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemType;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import io.recontact.console.TranscriptAccess;
import io.recontact.console.web.contacts.ParticipantTranscripts;
import io.recontact.console.web.contacts.TranscriptItems;
import org.springframework.stereotype.Component;

/**
 * Reads the transcript of a chat as its agent: with the past sessions that GetTranscript shows, and only up to the end
 * of the contact once the agent has left it.
 */
@Component
@ConsoleEnabled
class Conversation {

    private final ParticipantTranscripts transcripts;
    private final TranscriptAccess access;
    private final UnreadMarks marks;
    private final ChatEventService events;

    Conversation(
            ParticipantTranscripts transcripts, TranscriptAccess access, UnreadMarks marks, ChatEventService events) {
        this.transcripts = transcripts;
        this.access = access;
        this.marks = marks;
        this.events = events;
    }

    /** Returns the newest items. */
    TranscriptItems newest(ConsoleUser user, Desk.Held chat) {
        return reading(user, chat, () -> transcripts.newest(reader(chat)));
    }

    /** Returns items before those that the page has. */
    TranscriptItems earlier(ConsoleUser user, Desk.Held chat, String token) {
        access.record(user, chat.id(), TranscriptAccess.Kind.READ);
        return transcripts.earlier(reader(chat), token);
    }

    /**
     * Returns the items after the newest one that the page has.
     *
     * @param after the id of that item; empty if the page has none
     */
    TranscriptItems after(ConsoleUser user, Desk.Held chat, String after) {
        return reading(user, chat, () -> transcripts.after(reader(chat), after));
    }

    private interface Reading {

        TranscriptItems read();
    }

    /** Records the access, and afterwards what was read: an item that comes meanwhile stays unread. */
    private TranscriptItems reading(ConsoleUser user, Desk.Held chat, Reading reading) {
        access.record(user, chat.id(), TranscriptAccess.Kind.READ);
        var newest = marks.newest(chat.session());
        var items = reading.read();
        marks.read(user.id(), chat.id(), newest);
        acknowledge(chat, items);
        return items;
    }

    /** Sends the receipt for the newest message of the customer, as clients do. */
    private void acknowledge(Desk.Held chat, TranscriptItems items) {
        var participant = chat.held().participant();
        if (participant == null || !chat.isConnected()) {
            return;
        }
        var last = items.lines().reversed().stream()
                .filter(line -> line.side().equals("customer"))
                .findFirst();
        last.ifPresent(line -> {
            try {
                events.send(
                        participant, ContentTypes.MESSAGE_READ, "{\"messageId\":\"%s\"}".formatted(line.id()), null);
            } catch (ConflictException | AccessDeniedException | InvalidRequestException _) {
                // Chats of more than two have no receipts, nor have messages of past sessions, nor ended chats.
            }
        });
    }

    /** Returns how far the customer is with the newest message of the agent; empty if nothing is known. */
    String receipt(Desk.Held chat) {
        var participant = String.valueOf(chat.held().participant());
        return transcripts.newestPage(reader(chat)).items().reversed().stream()
                .filter(item -> item.type() != ItemType.EVENT)
                .findFirst()
                .filter(item -> participant.equals(item.participantId()))
                .map(Item::messageMetadata)
                .map(Item.MessageMetadata::receipts)
                .map(receipts ->
                        receipts.stream().anyMatch(receipt -> receipt.readTimestamp() != null) ? "Read" : "Delivered")
                .orElse("");
    }

    /** The chat may go on with another agent. */
    private static ParticipantTranscripts.Reader reader(Desk.Held chat) {
        return new ParticipantTranscripts.Reader(chat.session(), chat.held().participant(), chat.scope());
    }
}
