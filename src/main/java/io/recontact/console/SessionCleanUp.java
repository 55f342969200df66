package io.recontact.console;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/** Deletes sessions that have ended, and failed sign-ins that limit nothing any more. */
@Component
@ConsoleEnabled
class SessionCleanUp {

    private final JdbcIndexedSessionRepository sessions;
    private final SignInService signIns;

    SessionCleanUp(JdbcIndexedSessionRepository sessions, SignInService signIns) {
        this.sessions = sessions;
        this.signIns = signIns;
    }

    @Scheduled(
            fixedDelayString = "${recontact.console.clean-up-every:10m}",
            initialDelayString = "${recontact.console.clean-up-every:10m}")
    void cleanUp() {
        sessions.cleanUpExpiredSessions();
        signIns.cleanUp();
    }
}
