package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.api.Timestamps;
import io.recontact.configuration.QueueId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The current metrics of a queue, as the Administrator Guide defines its real-time metrics. One statement reads the
 * contacts that wait and the agents who serve the queue; plain JDBC, because flows run it for customers who wait.
 */
@Repository
public class CurrentMetricService {

    private static final String QUEUE_METRICS = """
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
                           where held.agent_id = agent.user_id and held.channel = line.channel)) as has_slot,
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
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CurrentMetricService(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The metrics of a queue.
     *
     * @param size how many contacts wait
     * @param oldest how long the oldest contact has waited; zero if none waits
     * @param online agents who serve the queue and are not offline
     * @param available online agents who can get an offer
     * @param staffed online agents in a routable status, with contacts, or with after-contact work
     * @param busy online agents with accepted contacts
     * @param afterContactWork online agents with after-contact work
     * @param missed online agents with missed contacts
     * @param nonProductive online agents in a custom status
     */
    public record QueueMetrics(
            int size,
            Duration oldest,
            int online,
            int available,
            int staffed,
            int busy,
            int afterContactWork,
            int missed,
            int nonProductive) {}

    /**
     * Returns the metrics of a standard queue or of an agent's queue.
     *
     * @param channel counts contacts and slots of this channel only; all channels when absent
     */
    public QueueMetrics ofQueue(QueueId queue, @Nullable Channel channel) {
        return jdbc.sql(QUEUE_METRICS)
                .param("queue", queue.value())
                .param("channel", channel == null ? null : channel.name())
                .query((row, _) -> read(row))
                .single();
    }

    private QueueMetrics read(ResultSet row) throws SQLException {
        var oldest = Timestamps.nullableInstant(row, "oldest");
        return new QueueMetrics(
                row.getInt("size"),
                oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant()),
                row.getInt("online"),
                row.getInt("available"),
                row.getInt("staffed"),
                row.getInt("busy"),
                row.getInt("after_contact_work"),
                row.getInt("missed"),
                row.getInt("non_productive"));
    }
}
