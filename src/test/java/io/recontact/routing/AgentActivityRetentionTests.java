package io.recontact.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.recontact.testing.ContactCenter;
import io.recontact.testing.ServiceTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Activities of agents are kept as long as contacts. */
@ServiceTest
class AgentActivityRetentionTests {

    private final AgentActivityRetention retention;
    private final ContactCenter center;
    private final JdbcClient jdbc;

    AgentActivityRetentionTests(AgentActivityRetention retention, ContactCenter center, JdbcClient jdbc) {
        this.retention = retention;
        this.center = center;
        this.jdbc = jdbc;
    }

    private UUID activityOf(String age) {
        var agent = UUID.randomUUID();
        jdbc.sql("""
                        insert into agent_activity (agent_id, instance_id, activity, since, until)
                        select :agent, :instance, 'ROUTABLE', at - interval '1 hour', at
                        from (select now() - cast(:age as interval)) moment (at)
                        """)
                .param("agent", agent)
                .param("instance", UUID.fromString(center.tenant().instance()))
                .param("age", age)
                .update();
        return agent;
    }

    @Test
    void deletesActivitiesOlderThanContacts() {
        var expired = activityOf("25 months");
        var kept = activityOf("23 months");

        retention.deleteSome(1_000_000);

        assertThat(jdbc.sql("select agent_id from agent_activity where agent_id in (:agents)")
                        .param("agents", java.util.List.of(expired, kept))
                        .query(UUID.class)
                        .list())
                .containsExactly(kept);
    }
}
