package io.recontact.metrics;

import static io.recontact.api.InstanceTable.copied;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The metrics of an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class MetricInstanceData implements InstanceData {

    @Override
    public List<InstanceTable> tables() {
        return List.of(copied("contact_metric", "instance_id = :instance"));
    }
}
