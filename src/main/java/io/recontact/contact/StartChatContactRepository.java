package io.recontact.contact;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceMoves;
import io.recontact.api.LimitExceededException;
import io.recontact.api.UuidV7Generator;
import io.recontact.api.idempotency.ClientTokenClaim;
import io.recontact.api.idempotency.ClientTokenService;
import io.recontact.chat.ChatProperties;
import io.recontact.chat.ContentTypes;
import io.recontact.chat.transcript.ItemsAppended;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a new chat: token, slot, contact, session, participant and first transcript item in one statement, which is
 * its own transaction and one round trip (docs/decisions/0003). It names tables of the modules api and chat for the
 * sake of that round trip. A stream, if one is asked for, is a second statement in the same transaction.
 *
 * <p>Plain JDBC: this is a measured path, and the claim of the token is part of the statement's text.
 */
@Repository
class StartChatContactRepository {

    /** The number of overdue chats that a start ends at a time to make room. */
    private static final int ROOM_MADE_AT_ONCE = 100;

    private enum Outcome {
        STARTED,
        TOKEN_USED,
        SLOT_FULL
    }

    /**
     * Locks a slot with room, then claims the token, then does the rest. Each part selects from the one before, so a
     * full slot and a repeat change nothing. The lock keeps the room until the commit. A request without a token claims
     * none.
     */
    private static final String START = """
            with room as (
                select slot
                from chat_slot
                where instance_id = :scope and slot = :slot and %s
                for no key update
            ), token as (
                {claim}
            ), slot as (
                update chat_slot
                set taken = taken + 1
                where instance_id = :scope and slot = :slot and exists (select from token)
                returning slot
            ), new_contact as (
                select :id as id, cast(:scope as uuid) as instance_id, :id as initial_contact_id,
                       cast(null as uuid) as previous_contact_id, cast(:related as uuid) as related_contact_id,
                       :association as association_id, cast(:rehydration as text) as rehydration, 'CHAT' as channel,
                       'API' as initiation_method, cast(:flow as uuid) as contact_flow_id, origin.name,
                       origin.description,
                       coalesce(cast(:customer as text), origin.customer_id) as customer_id,
                       cast(:attributes as jsonb) as attributes,
                       cast(:segment_attributes as jsonb) as segment_attributes,
                       coalesce(origin.contact_references, '{}') as contact_references,
                       cast(null as timestamptz) as scheduled_at, :used_at as initiated_at,
                       cast(null as timestamptz) as connected_to_system_at, :connect_by as connect_by,
                       :expires_at as expires_at, :used_at as last_updated_at, 1 as first_sequence
                from token left join contact origin on origin.id = cast(:related as uuid)
            ), started as (
                %s
            ), session as (
                insert into chat_session (
                    id, instance_id, current_contact_id, past_session_id, past_until, supported_content_types,
                    response_mode, disconnect_on_customer_exit, next_sequence, slot, started_at, last_item_at, expires_at)
                select :id, :scope, :id, cast(:past_session as uuid), cast(:past_until as bigint), :content_types,
                       cast(:response_mode as text), :exit_with_customer, :next_sequence,
                       (select slot from slot), :used_at, :used_at, :expires_at
                from token
            ), customer as (
                insert into participant (id, session_id, role, display_name, created_at)
                select :participant, :id, 'CUSTOMER', :display_name, :used_at
                from token
            ), first_message as (
                insert into transcript_item (
                    session_id, sequence, id, contact_id, created_at, type, content_type, content, participant_id,
                    display_name, role)
                select :id, 1, :item, :id, :used_at, 'MESSAGE', :message_type, cast(:message as text), :participant,
                       :display_name, 'CUSTOMER'
                from token
                where cast(:message as text) is not null
            )
            select (select count(*) from room) as rooms, (select count(*) from token) as tokens
            """.formatted(ChatSlotRepository.HAS_ROOM, ContactRowSql.INSERT);

    private final JdbcClient jdbc;
    private final ActiveChatQuota slots;
    private final InstanceMoves moves;
    private final EndContactRepository ends;
    private final ContactProperties limits;
    private final ChatProperties chatLimits;
    private final ContactMetrics metrics;
    private final ClientTokenService tokens;
    private final ChatStreaming streaming;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final UuidV7Generator ids;
    private final Clock clock;
    private final JsonMapper json;

    StartChatContactRepository(
            JdbcClient jdbc,
            ActiveChatQuota slots,
            InstanceMoves moves,
            EndContactRepository ends,
            ContactProperties limits,
            ChatProperties chatLimits,
            ContactMetrics metrics,
            ClientTokenService tokens,
            ChatStreaming streaming,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            UuidV7Generator ids,
            Clock clock,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.slots = slots;
        this.moves = moves;
        this.ends = ends;
        this.limits = limits;
        this.chatLimits = chatLimits;
        this.metrics = metrics;
        this.tokens = tokens;
        this.streaming = streaming;
        this.events = events;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Starts a chat. Returns false and changes nothing if the token has been used.
     *
     * @throws LimitExceededException if the instance has its quota of active chats
     * @throws io.recontact.api.TooManyRequestsException if the instance is being moved to another cell
     */
    boolean start(NewChat chat, StartedChat started, Optional<RehydrationSource> source, ClientTokenClaim claim) {
        chat.requireLengthWithin(chatLimits.messages());
        var parameters = parameters(chat, started, source.orElse(null), claim);
        var outcome = attempt(chat, started, claim, parameters, slots.any());
        // Each further round means that another start took the room that was found, so the loop ends.
        while (outcome == Outcome.SLOT_FULL) {
            var slot = slotWithRoom(chat.instance(), claim);
            if (slot.isEmpty()) {
                return false;
            }
            outcome = attempt(chat, started, claim, parameters, slot.get());
        }
        if (outcome == Outcome.STARTED && started.stream() != null) {
            // Wakes the stream. Nothing else can wait for the items of this session yet.
            events.publishEvent(new ItemsAppended(started.session()));
        }
        return outcome == Outcome.STARTED;
    }

    /** Finds a slot with room; empty if there is none, but the token has been used, so that none is needed. */
    private Optional<Integer> slotWithRoom(InstanceId instance, ClientTokenClaim claim) {
        var room = slots.findRoom(instance, limits.activeChats());
        if (room.isEmpty() && tokens.findAnswer(claim).isPresent()) {
            return Optional.empty();
        }
        if (room.isEmpty()) {
            moves.requireOpen(instance);
        }
        while (room.isEmpty() && ends.endOverdue(ROOM_MADE_AT_ONCE) > 0) {
            room = slots.findRoom(instance, limits.activeChats());
        }
        if (room.isEmpty()) {
            metrics.refusedByQuota();
            throw new LimitExceededException(
                    "Instance %s has its quota of %d active chats".formatted(instance, limits.activeChats()));
        }
        return room;
    }

    private Outcome attempt(
            NewChat chat,
            StartedChat started,
            ClientTokenClaim claim,
            Map<String, @Nullable Object> parameters,
            int slot) {
        var stream = started.stream();
        var endpoint = chat.streamingEndpointArn();
        if (stream == null || endpoint == null) {
            return write(claim, parameters, slot);
        }
        return Objects.requireNonNull(transactions.execute(_ -> {
            var outcome = write(claim, parameters, slot);
            if (outcome == Outcome.STARTED) {
                streaming.begin(stream, started.session(), chat.instance(), endpoint);
            }
            return outcome;
        }));
    }

    private Outcome write(ClientTokenClaim claim, Map<String, @Nullable Object> parameters, int slot) {
        parameters.put("slot", slot);
        return jdbc.sql(START.replace("{claim}", claim.sql("room")))
                .params(parameters)
                .query((row, _) -> {
                    if (row.getLong("rooms") == 0) {
                        return Outcome.SLOT_FULL;
                    }
                    return row.getLong("tokens") == 0 ? Outcome.TOKEN_USED : Outcome.STARTED;
                })
                .single();
    }

    private Map<String, @Nullable Object> parameters(
            NewChat chat, StartedChat started, @Nullable RehydrationSource source, ClientTokenClaim claim) {
        var now = clock.instant();
        var inherited = source == null ? UserDefinedAttributes.NONE : source.attributes();
        var segmentAttributes = new HashMap<String, SegmentAttribute>();
        if (source != null) {
            segmentAttributes.putAll(source.segmentAttributes());
        }
        segmentAttributes.putAll(chat.segmentAttributes());
        var message = chat.initialMessage();
        var persistent = chat.persistentChat();
        var pastSession = source == null ? null : source.pastSession();
        var parameters =
                new HashMap<String, @Nullable Object>(claim.parameters(started.answer(), now, tokens.windowStart()));
        parameters.put("active_chats", limits.activeChats());
        parameters.put("id", started.contact().value());
        parameters.put("related", source == null ? null : source.contact().value());
        parameters.put(
                "association",
                source == null
                        ? started.contact().value()
                        : source.association().value());
        parameters.put("past_session", pastSession == null ? null : pastSession.value());
        parameters.put("past_until", source == null ? null : source.pastUntil());
        parameters.put(
                "rehydration",
                persistent == null ? null : persistent.rehydrationType().name());
        parameters.put("flow", chat.flow().value());
        parameters.put("customer", chat.customerId());
        parameters.put(
                "attributes",
                json.writeValueAsString(inherited.overlaidBy(chat.attributes()).entries()));
        parameters.put("segment_attributes", json.writeValueAsString(segmentAttributes));
        parameters.put("connect_by", now.plus(limits.connectWithin()));
        parameters.put("expires_at", now.plus(chat.duration()));
        parameters.put("content_types", chat.supportedContentTypes().toArray(String[]::new));
        parameters.put(
                "response_mode",
                chat.responseMode() == null ? null : chat.responseMode().name());
        parameters.put(
                "exit_with_customer",
                chat.disconnectOnCustomerExit().stream().map(Enum::name).toArray(String[]::new));
        parameters.put("next_sequence", message == null ? 1L : 2L);
        parameters.put("participant", started.participant().value());
        parameters.put("display_name", chat.displayName());
        parameters.put("item", ids.next());
        parameters.put("message_type", message == null ? ContentTypes.PLAIN : message.contentType());
        parameters.put("message", message == null ? null : message.content());
        return parameters;
    }
}
