package io.recontact.chat.participant;

import io.recontact.api.LoggableFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks at timers that are due, one chat at a time. Any number of nodes may run it at once. */
@Component
class IdleTimerSweep {

    private static final Logger log = LoggerFactory.getLogger(IdleTimerSweep.class);

    private static final int BATCH = 500;

    private final IdleTimerService timers;

    IdleTimerSweep(IdleTimerService timers) {
        this.timers = timers;
    }

    @Scheduled(fixedDelayString = "${recontact.timers.every:5s}")
    void lookAtDue() {
        int looked;
        do {
            looked = 0;
            for (var session : timers.due(BATCH)) {
                try {
                    looked += timers.look(session) ? 1 : 0;
                } catch (RuntimeException e) {
                    // The timers of other chats go on; this one is looked at again by the next sweep.
                    log.error("The timers of chat session {} cannot be looked at", session, LoggableFailure.of(e));
                }
            }
        } while (looked == BATCH);
    }
}
