package io.recontact.chat.transcript;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.Item.Receipt;
import io.recontact.chat.transcript.TranscriptPageRepository.SessionRange;
import io.recontact.database.StandbyReads;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/**
 * Reads whole transcripts, oldest item first. It reads them in batches, so its memory does not grow with the length of
 * a transcript, and no transaction stays open while the caller writes.
 */
@Service
public class TranscriptItemReader {

    private static final int BATCH = 500;

    private record Batch(List<StoredItem> items, Map<ItemId, List<Receipt>> receipts) {}

    private final TranscriptPageRepository transcript;
    private final ChatSessionRepository sessions;
    private final ReceiptRepository receipts;
    private final StandbyReads standby;
    private final RetentionPolicy retention;
    private final Clock clock;

    TranscriptItemReader(
            TranscriptPageRepository transcript,
            ChatSessionRepository sessions,
            ReceiptRepository receipts,
            StandbyReads standby,
            RetentionPolicy retention,
            Clock clock) {
        this.transcript = transcript;
        this.sessions = sessions;
        this.receipts = receipts;
        this.standby = standby;
        this.retention = retention;
        this.clock = clock;
    }

    /** Reads the items of a contact, or of more of its conversation. The items of past sessions count as past ones. */
    public void read(SessionId session, ContactId contact, TranscriptScope scope, Consumer<Item> consumer) {
        for (var part : parts(session, contact, scope)) {
            var range = part.range();
            for (var batch = next(part, range); !batch.items().isEmpty(); batch = next(part, range)) {
                for (var item : batch.items()) {
                    var receipt = batch.receipts().get(item.id());
                    consumer.accept(item.session().equals(session) ? item.current(receipt) : item.past(receipt));
                }
                range = range.startingAt(batch.items().getLast().sequence() + 1);
            }
        }
    }

    /** Returns everyone who has sent an item that {@link #read} returns, in the order of their first items. */
    public List<ParticipantId> senders(SessionId session, ContactId contact, TranscriptScope scope) {
        return parts(session, contact, scope).stream()
                .flatMap(part -> standby.read(() -> transcript.senders(part.session(), part.range())).stream())
                .distinct()
                .toList();
    }

    private Batch next(SessionRange part, SequenceRange range) {
        var request = new TranscriptRequest(
                part.session(),
                null,
                null,
                BATCH,
                ScanDirection.FORWARD,
                SortOrder.ASCENDING,
                new StartPosition.AtTheEnd());
        return standby.read(() -> {
            var items = transcript.forward(request, range, BATCH);
            return new Batch(items, receipts.findByItems(items));
        });
    }

    private List<SessionRange> parts(SessionId session, ContactId contact, TranscriptScope scope) {
        return switch (scope) {
            case CONTACT ->
                sessions
                        .findRange(session.value(), contact.value())
                        .map(range -> new SessionRange(session, SequenceRange.of(range)))
                        .stream()
                        .toList();
            case SESSION -> List.of(new SessionRange(session, SequenceRange.ALL));
            case PERSISTENT_CHAT ->
                transcript.chain(session, retention.windowAt(clock.instant()).oldestKept());
        };
    }
}
