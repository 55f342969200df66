package io.recontact.seed;

import static io.recontact.api.InstanceTable.copied;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Records of what seeds have created in an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class SeedInstanceData implements InstanceData {

    @Override
    public List<InstanceTable> tables() {
        return List.of(copied("seed_resource", "instance_id = :instance"));
    }
}
