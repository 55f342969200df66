package io.recontact.routing;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.drained;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The agents of an instance and their contacts, for moves between cells. */
@Component
@Order(InstanceData.REST)
class RoutingInstanceData implements InstanceData {

    private static final String OWN = "instance_id = :instance";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                drained("queued_contact", OWN, "live contacts only"),
                drained(
                        "routing_step",
                        "contact_id in (select contact_id from queued_contact where instance_id = :instance)",
                        "live contacts only"),
                drained("agent_contact", OWN, "offers, live contacts and after-contact work"),
                copied("agent", OWN),
                copied("agent_activity", OWN).without("id"));
    }
}
