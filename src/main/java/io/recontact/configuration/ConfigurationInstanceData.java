package io.recontact.configuration;

import static io.recontact.api.InstanceTable.copied;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The configuration of an instance, for moves between cells. */
@Component
@Order(InstanceData.CONFIGURATION)
class ConfigurationInstanceData implements InstanceData {

    private static final String OWN = "instance_id = :instance";
    private static final String OF_PROFILE =
            "routing_profile_id in (select id from routing_profile where instance_id = :instance)";
    private static final String OF_USER = "user_id in (select id from agent_user where instance_id = :instance)";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("instance", "id = :instance"),
                copied("instance_association", OWN),
                copied("publication", OWN),
                copied("resource_version", OWN),
                copied("contact_flow", OWN),
                copied("contact_flow_module", OWN),
                copied("contact_flow_module_alias", OWN),
                copied("view", OWN),
                copied("hours_of_operation", OWN),
                copied(
                        "hours_of_operation_parent",
                        "hours_of_operation_id in (select id from hours_of_operation where instance_id = :instance)"),
                copied("hours_of_operation_override", OWN),
                copied("queue", OWN),
                copied("routing_profile", OWN),
                copied("routing_profile_queue", OF_PROFILE),
                copied("routing_profile_manual_queue", OF_PROFILE),
                copied("routing_profile_concurrency", OF_PROFILE),
                copied("quick_connect", OWN),
                copied("queue_quick_connect", "queue_id in (select id from queue where instance_id = :instance)"),
                copied("quick_reply", OWN),
                copied("agent_status", OWN),
                copied("hierarchy_level", OWN),
                copied("hierarchy_group", OWN),
                copied("security_profile", OWN),
                copied("predefined_attribute", OWN),
                copied("agent_user", OWN),
                copied("agent_user_security_profile", OF_USER),
                copied("user_credential", OF_USER),
                copied("user_proficiency", OF_USER));
    }
}
