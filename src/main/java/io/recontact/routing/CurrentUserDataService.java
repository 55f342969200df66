package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InitiationMethod;
import io.recontact.api.Timestamps;
import io.recontact.configuration.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The current status and contacts of agents (GetCurrentUserData). Leaves out agents who are offline and have no
 * contacts. Plain JDBC, because each filter may be absent.
 */
@Repository
public class CurrentUserDataService {

    private static final String AGENTS = """
            from agent
            join user_routing_profile profile on profile.user_id = agent.user_id
            join agent_status_summary status on status.agent_status_id = agent.status_id
            left join agent_status_summary next on next.agent_status_id = agent.next_status_id
            where agent.instance_id = :instance
              and (status.type <> 'OFFLINE' or exists (
                  select from agent_contact where agent_id = agent.user_id))
              and (cast(:agents as uuid[]) is null or agent.user_id = any (:agents))
              and (cast(:profiles as uuid[]) is null or profile.routing_profile_id = any (:profiles))
              and (cast(:queues as uuid[]) is null or exists (
                  select from routing_profile_queue_config line
                  where line.routing_profile_id = profile.routing_profile_id and line.queue_id = any (:queues)))
              and (cast(:states as text[]) is null or exists (
                  select from agent_contact where agent_id = agent.user_id and state = any (:states)))
            """;

    private final JdbcClient jdbc;
    private final AgentContactRepository agentContacts;

    CurrentUserDataService(JdbcClient jdbc, AgentContactRepository agentContacts) {
        this.jdbc = jdbc;
        this.agentContacts = agentContacts;
    }

    /** Returns a page of agents in the order of their ids. */
    public List<UserData> page(UserDataQuery query) {
        var agents = select(
                        query,
                        "select agent.user_id, profile.routing_profile_id, agent.status_id as status, status.name, "
                                + "agent.status_since, next.name as next_name " + AGENTS
                                + " and (cast(:after as uuid) is null or agent.user_id > :after)"
                                + " order by agent.user_id limit :size")
                .param("after", query.after())
                .param("size", query.size())
                .query((row, _) -> data(row))
                .list();
        return withContacts(agents, query.states());
    }

    /** Counts the agents on all pages. */
    public long count(UserDataQuery query) {
        return select(query, "select count(*) " + AGENTS).query(Long.class).single();
    }

    private JdbcClient.StatementSpec select(UserDataQuery query, String sql) {
        return jdbc.sql(sql)
                .param("instance", query.instance().value())
                .param("agents", array(query.agents()))
                .param("profiles", array(query.routingProfiles()))
                .param("queues", array(query.queues()))
                .param(
                        "states",
                        query.states() == null
                                ? null
                                : query.states().stream().map(Enum::name).toArray(String[]::new));
    }

    private List<UserData> withContacts(List<UserData> agents, @Nullable Set<AgentContactState> states) {
        var contacts =
                agentContacts
                        .findByAgents(agents.stream()
                                .map(agent -> new UserId(agent.user()))
                                .toList())
                        .stream()
                        .filter(contact -> states == null || states.contains(contact.state()))
                        .toList();
        var methods = methods(contacts.stream().map(AgentContact::contact).collect(Collectors.toSet()));
        var slots = maxSlots(agents.stream().map(UserData::routingProfile).collect(Collectors.toSet()));
        var byAgent = contacts.stream()
                .collect(Collectors.groupingBy(contact -> contact.agent().value()));
        return agents.stream()
                .map(agent -> new UserData(
                        agent.user(),
                        agent.routingProfile(),
                        agent.status(),
                        agent.statusName(),
                        agent.statusSince(),
                        agent.nextStatusName(),
                        slots.getOrDefault(agent.routingProfile(), Map.of()),
                        byAgent.getOrDefault(agent.user(), List.of()).stream()
                                .flatMap(contact -> Stream.ofNullable(methods.get(contact.contact()))
                                        .map(method -> new UserData.InitiatedContact(contact, method)))
                                .toList()))
                .toList();
    }

    private Map<ContactId, InitiationMethod> methods(Set<ContactId> contacts) {
        return jdbc
                .sql("select contact_id, initiation_method from contact_initiation where contact_id = any (:contacts)")
                .param("contacts", contacts.stream().map(ContactId::value).toArray(UUID[]::new))
                .query((row, _) -> Map.entry(
                        new ContactId(row.getObject("contact_id", UUID.class)),
                        InitiationMethod.valueOf(row.getString("initiation_method"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Map<UUID, Map<Channel, Integer>> maxSlots(Set<UUID> profiles) {
        record Slots(UUID profile, Channel channel, int concurrency) {}
        return jdbc.sql("""
                        select routing_profile_id as profile, channel, concurrency
                        from routing_profile_media_concurrency
                        where routing_profile_id = any (:profiles)
                        """).param("profiles", array(profiles)).query(Slots.class).list().stream()
                .collect(Collectors.groupingBy(Slots::profile, Collectors.toMap(Slots::channel, Slots::concurrency)));
    }

    private static UUID @Nullable [] array(@Nullable Collection<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }

    private static UserData data(ResultSet row) throws SQLException {
        return new UserData(
                row.getObject("user_id", UUID.class),
                row.getObject("routing_profile_id", UUID.class),
                row.getObject("status", UUID.class),
                row.getString("name"),
                Timestamps.instant(row, "status_since"),
                row.getString("next_name"),
                Map.of(),
                List.of());
    }
}
