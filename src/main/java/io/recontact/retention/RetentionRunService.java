package io.recontact.retention;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the records of retention runs. */
@Service
public class RetentionRunService {

    private final RetentionRunRepository runs;

    RetentionRunService(RetentionRunRepository runs) {
        this.runs = runs;
    }

    /** Returns the newest runs of all nodes, newest first. */
    @Transactional(readOnly = true)
    public List<RetentionRun> newest(int limit) {
        return runs.newest(limit);
    }
}
