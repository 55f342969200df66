package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has been published of flows, at rest. */
@Repository
class FlowPublicationRepository {

    private final JdbcClient jdbc;

    FlowPublicationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(InstanceId instance, FlowPublication publication, Instant now) {
        jdbc.sql("""
                        insert into flow_publication (id, flow_id, instance_id, type, name, content, published_at)
                        values (:id, :flow, :instance, :type, :name, :content, :now)
                        """)
                .param("id", publication.id())
                .param("flow", publication.flow().value())
                .param("instance", instance.value())
                .param("type", publication.type().name())
                .param("name", publication.name())
                .param("content", publication.content())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<FlowPublication> find(UUID id) {
        return jdbc.sql("select id, flow_id, type, name, content from flow_publication where id = :id")
                .param("id", id)
                .query(FlowPublicationRepository::read)
                .optional();
    }

    Optional<FlowPublication> findRunnable(InstanceId instance, ContactFlowId flow) {
        return jdbc.sql("""
                        select publication.id, publication.flow_id, publication.type, publication.name, publication.content
                        from contact_flow flow join flow_publication publication on publication.id = flow.publication_id
                        where flow.id = :flow and flow.instance_id = :instance and flow.state = 'ACTIVE'
                        """)
                .param("flow", flow.value())
                .param("instance", instance.value())
                .query(FlowPublicationRepository::read)
                .optional();
    }

    private static FlowPublication read(ResultSet columns, int row) throws SQLException {
        return new FlowPublication(
                columns.getObject("id", UUID.class),
                new ContactFlowId(columns.getObject("flow_id", UUID.class)),
                ContactFlowType.valueOf(columns.getString("type")),
                columns.getString("name"),
                columns.getString("content"));
    }
}
