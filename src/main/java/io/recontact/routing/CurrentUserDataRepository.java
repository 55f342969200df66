package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.configuration.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements of {@link CurrentUserDataService}. An absent array matches all agents. */
interface CurrentUserDataRepository extends Repository<Agent, UserId> {

    /** The agents that a query finds: those who are not offline or have contacts. */
    String AGENTS = """
            from agent
            join user_routing_profile profile on profile.user_id = agent.user_id
            join agent_status_summary status on status.agent_status_id = agent.status_id
            left join agent_status_summary next on next.agent_status_id = agent.next_status_id
            where agent.instance_id = :instance
              and (status.type <> 'OFFLINE' or exists (
                  select from agent_contact where agent_id = agent.user_id))
              and (cast(:agents as uuid[]) is null or agent.user_id = any (:agents))
              and (cast(:profiles as uuid[]) is null or profile.routing_profile_id = any (:profiles))
              and (cast(:group as uuid) is null or exists (
                  select from hierarchy_group_path below
                  where below.hierarchy_group_id = profile.hierarchy_group_id and :group = any (below.path)))
              and (cast(:queues as uuid[]) is null or exists (
                  select from routing_profile_queue_config line
                  where line.routing_profile_id = profile.routing_profile_id and line.queue_id = any (:queues)))
              and (cast(:states as text[]) is null or exists (
                  select from agent_contact where agent_id = agent.user_id and state = any (:states)))
            """;

    /** An agent, with its status. */
    interface AgentSummary {

        UUID getUserId();

        UUID getRoutingProfileId();

        UUID @Nullable [] getHierarchyPath();

        UUID getStatusId();

        String getStatusName();

        Instant getStatusSince();

        @Nullable String getNextStatusName();
    }

    /** The initiation of a contact. */
    interface ContactInitiation {

        UUID getContactId();

        InitiationMethod getInitiationMethod();
    }

    /** The slots of a routing profile in one channel. */
    interface MediaConcurrency {

        UUID getRoutingProfileId();

        Channel getChannel();

        int getConcurrency();
    }

    @NativeQuery("""
            select agent.user_id, profile.routing_profile_id,
                   (select path from hierarchy_group_path
                    where hierarchy_group_path.hierarchy_group_id = profile.hierarchy_group_id) as hierarchy_path,
                   agent.status_id, status.name as status_name,
                   agent.status_since, next.name as next_status_name
            """ + AGENTS + """
              and (cast(:after as uuid) is null or agent.user_id > :after)
            order by agent.user_id
            limit :size
            """)
    List<AgentSummary> page(
            UUID instance,
            UUID @Nullable [] agents,
            UUID @Nullable [] profiles,
            UUID @Nullable [] queues,
            @Nullable UUID group,
            String @Nullable [] states,
            @Nullable UUID after,
            int size);

    @NativeQuery("select count(*) " + AGENTS)
    long count(
            UUID instance,
            UUID @Nullable [] agents,
            UUID @Nullable [] profiles,
            UUID @Nullable [] queues,
            @Nullable UUID group,
            String @Nullable [] states);

    @NativeQuery("select contact_id, initiation_method from contact_initiation where contact_id = any (:contacts)")
    List<ContactInitiation> findInitiations(UUID[] contacts);

    @NativeQuery("""
            select routing_profile_id, channel, concurrency
            from routing_profile_media_concurrency
            where routing_profile_id = any (:profiles)
            """)
    List<MediaConcurrency> findMediaConcurrencies(UUID[] profiles);
}
