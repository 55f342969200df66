package io.recontact.chat.participant;

import io.recontact.api.LoggableFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Checks due idle timers, one chat at a time. Any number of nodes may run it at the same time. */
@Component
class IdleTimerSweep {

    private static final Logger log = LoggerFactory.getLogger(IdleTimerSweep.class);

    private static final int BATCH = 500;

    private final IdleTimerService timers;

    IdleTimerSweep(IdleTimerService timers) {
        this.timers = timers;
    }

    @Scheduled(fixedDelayString = "${recontact.timers.every:5s}")
    void checkDue() {
        int checked;
        do {
            checked = 0;
            for (var session : timers.sessionsDue(BATCH)) {
                try {
                    checked += timers.check(session) ? 1 : 0;
                } catch (RuntimeException e) {
                    // The sweep continues with other chats; the next sweep checks this one again.
                    log.error(
                            "Cannot check the idle timers of chat session {}; the next sweep tries again",
                            session,
                            LoggableFailure.of(e));
                }
            }
        } while (checked == BATCH);
    }
}
