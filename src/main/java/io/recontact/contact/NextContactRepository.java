package io.recontact.contact;

import io.recontact.api.ContactId;
import io.recontact.api.DisconnectReason;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Ends a contact and begins the next one of its chain. It updates the chat's session, a table of the module chat, in
 * the same statement: the items of the next contact begin where those of this one end, and no reader sees a session
 * between two contacts.
 *
 * <p>Plain JDBC: the statement fills a page, and shares its column list with the other statements of
 * {@link ContactRowSql}.
 */
@Repository
class NextContactRepository {

    private static final String NEXT = """
            with ended as (
                update contact
                set %s
                where id = :contact and disconnected_at is null
                returning *
            ), moved as (
                update chat_session
                set current_contact_id = :next
                from ended
                where chat_session.id = ended.initial_contact_id
                  -- A task that follows a chat has no part in its conversation.
                  and ended.channel = 'CHAT'
                returning chat_session.next_sequence
            ), new_contact as (
                select :next as id, instance_id, initial_contact_id, id as previous_contact_id, related_contact_id,
                       association_id, rehydration, channel, :method as initiation_method,
                       cast(:flow as uuid) as contact_flow_id, name, description, customer_id,
                       -- The first contact of the chain has the attributes.
                       cast('{}' as jsonb) as attributes, segment_attributes, contact_references,
                       cast(null as timestamptz) as scheduled_at, disconnected_at as initiated_at,
                       case when channel = 'CHAT' then disconnected_at end as connected_to_system_at,
                       cast(null as timestamptz) as connect_by, expires_at, disconnected_at as last_updated_at,
                       coalesce(moved.next_sequence, 1) as first_sequence
                from ended left join moved on true
                where channel <> 'CHAT' or moved.next_sequence is not null
            )
            %s""".formatted(
                    ContactRowSql.end("cast(:now as timestamptz)", "cast(:reason as text)"), ContactRowSql.INSERT);

    private final JdbcClient jdbc;

    NextContactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Ends a contact and starts the next one.
     *
     * @param flow the flow that the next contact begins with, if any
     * @param reason the reason of the end; null for a transfer
     */
    void start(
            LiveContact segment,
            ContactId next,
            InitiationMethod method,
            @Nullable UUID flow,
            @Nullable DisconnectReason reason,
            Instant now) {
        jdbc.sql(NEXT)
                .param("contact", segment.contact().value())
                .param("next", next.value())
                .param("method", method.name())
                .param("flow", flow)
                .param("reason", reason == null ? null : reason.name())
                .param("now", now)
                .update();
    }
}
