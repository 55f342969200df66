package io.recontact.routing;

import io.recontact.api.Channel;
import io.recontact.configuration.QueueId;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The current metrics of a queue, as the Administrator Guide defines its real-time metrics. One statement reads the
 * contacts that wait and the agents who serve the queue.
 */
@Service
public class CurrentMetricService {

    private final CurrentMetricRepository rows;
    private final Clock clock;

    CurrentMetricService(CurrentMetricRepository rows, Clock clock) {
        this.rows = rows;
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
        var counts = rows.count(queue.value(), channel == null ? null : channel.name());
        var oldest = counts.getOldest();
        return new QueueMetrics(
                counts.getSize(),
                oldest == null ? Duration.ZERO : Duration.between(oldest, clock.instant()),
                counts.getOnline(),
                counts.getAvailable(),
                counts.getStaffed(),
                counts.getBusy(),
                counts.getAfterContactWork(),
                counts.getMissed(),
                counts.getNonProductive());
    }
}
