package io.recontact.configuration;

import io.recontact.api.InstanceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads whether contacts may run a flow. Every StartChatContact runs this statement, outside of a transaction. It stays
 * plain JDBC, because JPA took a third longer to read a row (docs/decisions/0004). {@code bench} measures the same
 * statement.
 */
@Repository
class FlowAvailabilityRepository {

    /**
     * The state of a flow, as far as it decides whether contacts may run it.
     *
     * @param type the type of the flow; null if the instance has no such flow
     */
    record FlowAvailability(@Nullable ContactFlowType type, boolean active, boolean published) {}

    private static final String FIND = """
            select flow.type, flow.state = 'ACTIVE' as active, flow.publication_id is not null as published
            from active_instance instance
                left join contact_flow flow on flow.instance_id = instance.id and flow.id = :flow
            where instance.id = :instance
            """;

    private final JdbcClient jdbc;

    FlowAvailabilityRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns an empty result if the instance does not exist. */
    Optional<FlowAvailability> find(InstanceId instance, ContactFlowId flow) {
        return jdbc.sql(FIND)
                .param("instance", instance.value())
                .param("flow", flow.value())
                .query((row, _) -> {
                    var type = row.getString("type");
                    return new FlowAvailability(
                            type == null ? null : ContactFlowType.valueOf(type),
                            row.getBoolean("active"),
                            row.getBoolean("published"));
                })
                .optional();
    }
}
