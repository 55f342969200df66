package io.recontact.testcontrol;

import static io.recontact.api.InstanceTable.kept;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The test controls keep nothing of an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class TestControlInstanceData implements InstanceData {

    @Override
    public List<InstanceTable> tables() {
        return List.of(kept("test_clock", "the clock of the cell"));
    }
}
