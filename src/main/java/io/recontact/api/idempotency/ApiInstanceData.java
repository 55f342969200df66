package io.recontact.api.idempotency;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.kept;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The client tokens of an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class ApiInstanceData implements InstanceData {

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("client_token", "scope = :instance"),
                kept("rate_bucket", "the rates of the cell"),
                kept("instance_move", "the state of the instance in the cell"));
    }
}
