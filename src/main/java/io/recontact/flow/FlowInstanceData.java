package io.recontact.flow;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.drained;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The runs of flows of an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class FlowInstanceData implements InstanceData {

    private static final String OF_CONTACT =
            "contact_id in (select contact_id from contact_milestone where instance_id = :instance)";
    private static final String OF_SESSION =
            "session_id in (select contact_id from contact_milestone where instance_id = :instance)";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                drained("flow_run", "instance_id = :instance", "live contacts only"),
                drained("suspended_flow_run", OF_CONTACT, "paused tasks only"),
                copied("flow_step", OF_CONTACT),
                copied("flow_target", OF_SESSION),
                copied("shown_view", OF_SESSION));
    }
}
