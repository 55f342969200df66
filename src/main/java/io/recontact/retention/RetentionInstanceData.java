package io.recontact.retention;

import static io.recontact.api.InstanceTable.copied;
import static io.recontact.api.InstanceTable.kept;

import io.recontact.api.InstanceData;
import io.recontact.api.InstanceTable;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Legal holds and erasures of an instance, for moves between cells. */
@Component
@Order(InstanceData.REST)
class RetentionInstanceData implements InstanceData {

    private static final String OWN = "instance_id = :instance";

    /** An export interrupts an erasure that runs for longer, and is not kept by one whose node was killed. */
    private static final String RUNS = "ended_at is null and started_at > now() - interval '2 minutes'";

    @Override
    public List<InstanceTable> tables() {
        return List.of(
                copied("legal_hold", OWN),
                copied("erasure", OWN).unless(RUNS),
                kept("retention_run", "the runs of the cell, with numbers of all instances"));
    }
}
