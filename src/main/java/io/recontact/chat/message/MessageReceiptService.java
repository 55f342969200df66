package io.recontact.chat.message;

import static io.recontact.api.Timestamps.instant;
import static io.recontact.api.Timestamps.nullableInstant;

import io.recontact.api.ConflictException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.Iso8601Time;
import io.recontact.api.UuidV7Generator;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.participant.ConnectedParticipants;
import io.recontact.chat.participant.ParticipantContext;
import io.recontact.chat.transcript.EphemeralItem;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.Item.MessageMetadata;
import io.recontact.chat.transcript.Item.Receipt;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ItemType;
import io.recontact.chat.transcript.StoredItem;
import io.recontact.chat.transcript.TranscriptRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores receipts: a participant has received or read a message. A receipt belongs to its message and is not an item of
 * the transcript. A message has at most one receipt of each kind from each recipient. The ClientToken does not matter,
 * because ChatJS sends all receipts with the same one.
 *
 * <p>Clients send two receipts for each message, so {@link JdbcClient} stores them, as it does messages.
 */
@Service
class MessageReceiptService {

    /** "Message receipts are not supported when there are more than two active participants in the chat." */
    private static final int MAX_ACTIVE = 2;

    private final JdbcClient jdbc;
    private final ConnectedParticipants participants;
    private final TranscriptRepository transcript;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final UuidV7Generator ids;
    private final Clock clock;

    MessageReceiptService(
            JdbcClient jdbc,
            ConnectedParticipants participants,
            TranscriptRepository transcript,
            ApplicationEventPublisher events,
            JsonMapper json,
            UuidV7Generator ids,
            Clock clock) {
        this.jdbc = jdbc;
        this.participants = participants;
        this.transcript = transcript;
        this.events = events;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns the id of the message that the content of a receipt names.
     *
     * @throws InvalidRequestException if it names none
     */
    ItemId messageId(@Nullable String content) {
        try {
            var named = json.readTree(content == null ? "" : content).path("messageId");
            return new ItemId(UUID.fromString(named.asString()));
        } catch (JacksonException | IllegalArgumentException _) {
            // The cause would repeat what the participant has sent.
            throw new InvalidRequestException(
                    "Content of a receipt must be JSON with the id of a message in messageId");
        }
    }

    /** Stores that a message was delivered. If it was read before, nothing is pushed. */
    SentItem delivered(ParticipantContext recipient, ItemId message) {
        return store(recipient, message, Kind.DELIVERED);
    }

    /** Stores that a message was read. */
    SentItem read(ParticipantContext recipient, ItemId message) {
        return store(recipient, message, Kind.READ);
    }

    private enum Kind {
        DELIVERED("delivered"),
        READ("read");

        private final String column;

        Kind(String column) {
            this.column = column;
        }
    }

    private record StoredReceipt(
            ItemId id,
            Instant at,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt) {}

    private SentItem store(ParticipantContext recipient, ItemId message, Kind kind) {
        requireTwo(recipient);
        var sent = require(recipient, message);
        var id = new ItemId(ids.next());
        var stored = upsert(recipient, message, kind, id);
        var isNews = stored.id().equals(id) && !(kind == Kind.DELIVERED && stored.readAt() != null);
        if (isNews) {
            events.publishEvent(new EphemeralItem(recipient.session(), frame(recipient, sent, stored)));
        }
        return SentItem.of(stored.id(), stored.at());
    }

    private void requireTwo(ParticipantContext recipient) {
        if (participants.count(recipient.session()) > MAX_ACTIVE) {
            throw new ConflictException("Message receipts are not supported with more than two connected participants");
        }
    }

    private StoredItem require(ParticipantContext recipient, ItemId message) {
        var found = transcript
                .find(recipient.session(), message)
                .filter(item -> item.type() != ItemType.EVENT && !item.isWithheld())
                .orElseThrow(() -> new InvalidRequestException("messageId is not a message of this chat"));
        var sender = found.sender();
        if (sender != null && sender.participant().equals(recipient.participant())) {
            throw new InvalidRequestException("messageId is a message of the participant itself");
        }
        return found;
    }

    private StoredReceipt upsert(ParticipantContext recipient, ItemId message, Kind kind, ItemId id) {
        return jdbc.sql("""
                        insert into receipt as known (session_id, message_id, recipient_id, {kind}_id, {kind}_at)
                        select id, :message, :recipient, :id, :now
                        from chat_session
                        where id = :session
                        for key share -- retention deletes receipts with their session
                        on conflict (session_id, message_id, recipient_id) do update
                            set {kind}_id = coalesce(known.{kind}_id, excluded.{kind}_id),
                                {kind}_at = coalesce(known.{kind}_at, excluded.{kind}_at)
                        returning {kind}_id as id, {kind}_at as at, delivered_at, read_at
                        """.replace("{kind}", kind.column))
                .param("session", recipient.session().value())
                .param("message", message.value())
                .param("recipient", recipient.participant().value())
                .param("id", id.value())
                .param("now", clock.instant())
                .query((row, _) -> storedReceipt(row))
                .single();
    }

    private static StoredReceipt storedReceipt(ResultSet row) throws SQLException {
        return new StoredReceipt(
                new ItemId(row.getObject("id", UUID.class)),
                instant(row, "at"),
                nullableInstant(row, "delivered_at"),
                nullableInstant(row, "read_at"));
    }

    private static Item frame(ParticipantContext recipient, StoredItem message, StoredReceipt stored) {
        var receipt = new Receipt(
                stored.deliveredAt() == null ? null : Iso8601Time.of(stored.deliveredAt()),
                stored.readAt() == null ? null : Iso8601Time.of(stored.readAt()),
                recipient.participant().toString());
        return new Item(
                Iso8601Time.of(stored.at()),
                null,
                ContentTypes.MESSAGE_METADATA,
                stored.id().toString(),
                ItemType.MESSAGEMETADATA,
                null,
                null,
                null,
                null,
                new MessageMetadata(message.id().toString(), List.of(receipt), null),
                null,
                message.contact().toString(),
                recipient.session().toString());
    }
}
