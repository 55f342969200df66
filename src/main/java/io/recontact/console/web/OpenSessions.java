package io.recontact.console.web;

import io.recontact.configuration.Permission;
import io.recontact.configuration.UserCredentialService;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Answers whether a sign-in still holds, for requests that last longer than their checks at the beginning. */
@Component
@ConsoleEnabled
public class OpenSessions {

    private final SessionRepository<?> sessions;
    private final UserCredentialService credentials;

    OpenSessions(SessionRepository<?> sessions, UserCredentialService credentials) {
        this.sessions = sessions;
        this.credentials = credentials;
    }

    /** Returns true if the session has not ended, and its user still has a permission. Does not prolong the session. */
    public boolean isOpen(String session, ConsoleUser user, Permission permission) {
        return sessions.findById(session) != null
                && credentials
                        .find(user.instance(), user.id())
                        .filter(found -> found.sessionGeneration() == user.sessionGeneration())
                        .map(ConsoleUser::of)
                        .filter(found -> found.may(permission))
                        .isPresent();
    }
}
