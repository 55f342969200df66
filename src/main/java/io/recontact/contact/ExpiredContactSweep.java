package io.recontact.contact;

import io.recontact.api.Batches;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends contacts that are past a deadline. Any number of nodes may run it at once. */
@Component
class ExpiredContactSweep {

    private static final int BATCH = 500;

    private final EndContactRepository ends;

    ExpiredContactSweep(EndContactRepository ends) {
        this.ends = ends;
    }

    @Scheduled(fixedDelayString = "${recontact.sweep.every:5s}")
    void endOverdue() {
        int ended;
        do {
            ended = Batches.inTime(ends::endOverdue, BATCH);
        } while (ended > 0);
    }
}
