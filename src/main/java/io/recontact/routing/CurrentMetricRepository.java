package io.recontact.routing;

import io.recontact.configuration.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statement of {@link CurrentMetricService}. */
interface CurrentMetricRepository extends Repository<Agent, UserId> {

    /** The contacts that wait in a queue, and the agents who serve it. */
    interface QueueCounts {

        int getSize();

        @Nullable Instant getOldest();

        int getOnline();

        int getAvailable();

        int getStaffed();

        int getBusy();

        int getAfterContactWork();

        int getMissed();

        int getNonProductive();
    }

    /** Counts the contacts and agents of a queue; for all channels if {@code channel} is absent. */
    @NativeQuery("""
            with line as (
                select profile.user_id as agent_id, served.channel, coalesce(slots.concurrency, 0) as concurrency
                from routing_profile_queue_config served
                join user_routing_profile profile on profile.routing_profile_id = served.routing_profile_id
                left join routing_profile_media_concurrency slots
                  on slots.routing_profile_id = served.routing_profile_id and slots.channel = served.channel
                where served.queue_id = :queue
                union all
                select profile.user_id, slots.channel, slots.concurrency
                from user_routing_profile profile
                join routing_profile_media_concurrency slots on slots.routing_profile_id = profile.routing_profile_id
                where profile.user_id = :queue
            ), present as (
                select agent.user_id, agent.routable, status.type,
                       bool_or(line.concurrency > (
                           select count(*)
                           from agent_contact held
                           where held.agent_id = agent.user_id and held.channel = line.channel
                             and held.state <> 'PAUSED')) as has_slot,
                       exists (
                           select from agent_contact
                           where agent_id = agent.user_id and state = 'CONNECTED') as busy,
                       exists (
                           select from agent_contact
                           where agent_id = agent.user_id and state = 'ENDED') as after_contact_work,
                       exists (
                           select from agent_contact
                           where agent_id = agent.user_id and state = 'MISSED') as missed
                from line
                join agent on agent.user_id = line.agent_id
                join agent_status_summary status on status.agent_status_id = agent.status_id
                where status.type <> 'OFFLINE'
                  and (cast(:channel as text) is null or line.channel = cast(:channel as text))
                group by agent.user_id, status.type
            ), waiting as (
                select count(*) as size, min(enqueued_at) as oldest
                from queued_contact
                where queue_id = :queue and (cast(:channel as text) is null or channel = cast(:channel as text))
            )
            select size, oldest, count(user_id) as online,
                   count(*) filter (where routable and has_slot and not missed) as available,
                   count(*) filter (where type = 'ROUTABLE' or busy or after_contact_work) as staffed,
                   count(*) filter (where busy) as busy,
                   count(*) filter (where after_contact_work) as after_contact_work,
                   count(*) filter (where missed) as missed,
                   count(*) filter (where type = 'CUSTOM') as non_productive
            from waiting left join present on true
            group by size, oldest
            """)
    QueueCounts count(UUID queue, @Nullable String channel);
}
