package io.recontact.routing;

import io.recontact.api.Batches;
import io.recontact.api.LoggableFailure;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes activities of agents that are older than contacts are kept. Any number of nodes may run it at once. */
@Component
class AgentActivityRetention {

    private static final Logger log = LoggerFactory.getLogger(AgentActivityRetention.class);

    private static final int BATCH = 5000;

    private final JdbcClient jdbc;
    private final RetentionPolicy policy;
    private final Clock clock;

    AgentActivityRetention(JdbcClient jdbc, RetentionPolicy policy, Clock clock) {
        this.jdbc = jdbc;
        this.policy = policy;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${recontact.retention.every:1h}",
            initialDelayString = "${recontact.retention.first-run-after:${random.int[10,300]}s}")
    void run() {
        try {
            while (Batches.inTime(this::deleteSome, BATCH) > 0) {
                // Each call is a short transaction.
            }
        } catch (RuntimeException e) {
            log.error(
                    "Expired activities of agents cannot be deleted, the next run tries again", LoggableFailure.of(e));
        }
    }

    /** Looks at the oldest rows only. Activities end in about the order of their ids. */
    int deleteSome(int batch) {
        return jdbc.sql("""
                        with oldest as (
                            select id, until
                            from agent_activity
                            order by id
                            limit :batch
                            for update skip locked
                        )
                        delete from agent_activity
                        using oldest
                        where agent_activity.id = oldest.id and oldest.until <= :expired
                        """)
                .param("batch", batch)
                .param("expired", policy.windowAt(clock.instant()).expired())
                .update();
    }
}
