package io.recontact.routing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The view {@code agent_activity_history}, by contact. */
interface AgentContactActivityRepository extends Repository<AgentContact, AgentContactId> {

    /** A state of a contact with an agent. */
    interface Activity {

        UUID getAgentId();

        AgentContactState getActivity();

        @Nullable AgentContactState getFollowedBy();

        Instant getSince();

        @Nullable Instant getUntil();
    }

    /**
     * Returns the newest states of a contact with all agents, newest first, and limited: a contact that nobody accepts
     * is offered again and again.
     */
    @NativeQuery("""
            select agent_id, activity, followed_by, since, nullif(until, 'infinity') as until
            from agent_activity_history
            where contact_id = :contact
            order by since desc, until desc
            limit 200
            """)
    List<Activity> findByContact(UUID contact);
}
