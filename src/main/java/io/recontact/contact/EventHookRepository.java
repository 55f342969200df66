package io.recontact.contact;

import io.recontact.configuration.ContactFlowId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The event hooks of chats and tasks. They belong to the whole chat or task, not to one of its contacts. */
interface EventHookRepository extends Repository<ContactEventHook, ContactEventHook.Id> {

    /** Sets or replaces the flow of an event. */
    default void set(UUID owner, EventHook event, ContactFlowId flow) {
        set(owner, event.name(), flow.value());
    }

    /** The same, since a native query would bind the position of an enum constant instead of its name. */
    @Modifying
    @NativeQuery("""
            insert into event_hook (session_id, event, flow_id)
            values (:owner, :event, :flow)
            on conflict (session_id, event) do update set flow_id = excluded.flow_id
            """)
    void set(UUID owner, String event, UUID flow);

    /** Finds the flow of an event. */
    @Query("""
            select new io.recontact.configuration.ContactFlowId(hook.flow.value)
            from ContactEventHook hook
            where hook.id.sessionId = :owner and hook.id.event = :event
            """)
    Optional<ContactFlowId> findFlow(UUID owner, EventHook event);

    /** Moves the hooks of a task to its next contact. */
    @Modifying
    @NativeQuery("update event_hook set session_id = :next where session_id = :owner")
    void move(UUID owner, UUID next);
}
