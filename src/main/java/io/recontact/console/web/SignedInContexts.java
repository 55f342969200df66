package io.recontact.console.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceMoves;
import io.recontact.configuration.UserCredentialService;
import io.recontact.configuration.UserId;
import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps who has signed in as a text in the session. Each request reads the user and its permissions anew: changed
 * permissions hold at once, and the sessions of a deleted user, or of one whose password has changed, have ended, on
 * all nodes and whatever happens at the same time.
 */
@Component
@ConsoleEnabled
class SignedInContexts implements SecurityContextRepository {

    private static final String ATTRIBUTE = "user";

    private final UserCredentialService credentials;
    private final InstanceMoves moves;

    SignedInContexts(UserCredentialService credentials, InstanceMoves moves) {
        this.credentials = credentials;
        this.moves = moves;
    }

    /** The part of a user that a session keeps. */
    private record Kept(InstanceId instance, UserId user, int generation) {

        static Kept of(ConsoleUser user) {
            return new Kept(user.instance(), user.id(), user.sessionGeneration());
        }

        static Kept parse(String text) {
            var parts = text.split("/", -1);
            return new Kept(
                    new InstanceId(UUID.fromString(parts[0])),
                    new UserId(UUID.fromString(parts[1])),
                    Integer.parseInt(parts[2]));
        }

        String text() {
            return "%s/%s/%d".formatted(instance, user, generation);
        }
    }

    static Authentication authentication(ConsoleUser user) {
        return UsernamePasswordAuthenticationToken.authenticated(user, null, List.of());
    }

    /** Returns the user of an authentication; empty if nobody has signed in. */
    static Optional<ConsoleUser> user(@Nullable Authentication authentication) {
        return switch (authentication == null ? null : authentication.getPrincipal()) {
            case ConsoleUser user -> Optional.of(user);
            case SingleSignOnUser signedOn -> Optional.of(signedOn.user());
            case null, default -> Optional.empty();
        };
    }

    /** Returns the user of the current request; empty if nobody has signed in. */
    static Optional<ConsoleUser> currentUser() {
        return user(SecurityContextHolder.getContext().getAuthentication());
    }

    @Override
    @SuppressWarnings("deprecation") // what replaces it calls it by default
    public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
        var session = exchange.getRequest().getSession(false);
        return session == null
                ? SecurityContextHolder.createEmptyContext()
                : find(session)
                        .<SecurityContext>map(user -> new SecurityContextImpl(authentication(user)))
                        .orElseGet(() -> {
                            session.invalidate();
                            return SecurityContextHolder.createEmptyContext();
                        });
    }

    private Optional<ConsoleUser> find(HttpSession session) {
        if (!(session.getAttribute(ATTRIBUTE) instanceof String text)) {
            return Optional.empty();
        }
        var kept = Kept.parse(text);
        if (moves.hasMoved(kept.instance())) {
            return Optional.empty(); // the user signs in to the other cell
        }
        // Reading a page writes as well, such as who has read a transcript.
        moves.requireAdmitted(kept.instance(), false);
        return credentials
                .find(kept.instance(), kept.user())
                .filter(user -> user.sessionGeneration() == kept.generation())
                .map(ConsoleUser::of);
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        user(context.getAuthentication())
                .ifPresentOrElse(user -> keep(request, user), () -> removeFrom(request.getSession(false)));
    }

    /** Continues the session of a request after its user has changed. */
    void keep(HttpServletRequest request, ConsoleUser user) {
        request.getSession().setAttribute(ATTRIBUTE, Kept.of(user).text());
    }

    private static void removeFrom(@Nullable HttpSession session) {
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) != null;
    }
}
