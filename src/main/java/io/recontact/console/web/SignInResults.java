package io.recontact.console.web;

import io.recontact.console.ConsoleEnabled;
import io.recontact.console.ConsoleUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Leads on after a sign-in, and to the sign-in whoever needs one. */
@Component
@ConsoleEnabled
class SignInResults {

    private static final Logger log = LoggerFactory.getLogger(SignInResults.class);

    /** The parameter with the page that the sign-in leads to. */
    static final String TARGET = "to";

    private final ErrorPages errors;

    SignInResults(ErrorPages errors) {
        this.errors = errors;
    }

    void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        SignedInContexts.user(authentication)
                .ifPresent(user -> log.info("User {} of instance {} has signed in", user.id(), user.instance()));
        var mustChange = SignedInContexts.user(authentication)
                .filter(ConsoleUser::mustChangePassword)
                .isPresent();
        response.sendRedirect(mustChange ? ConsolePaths.PASSWORD : target(request));
    }

    /** Returns the page that a sign-in leads to: the one that was asked for, or else the first one. */
    static String target(HttpServletRequest request) {
        var target = request.getAttribute(TARGET) instanceof String kept ? kept : request.getParameter(TARGET);
        return target != null && ConsolePaths.isPage(target) ? target : ConsolePaths.ROOT;
    }

    void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        refused(request, response, failure instanceof LockedException ? "limited" : "refused");
    }

    /** Leads back to the sign-in, which tells the reason. */
    void refused(HttpServletRequest request, HttpServletResponse response, String reason) throws IOException {
        response.sendRedirect(signIn(reason, target(request)));
    }

    private static String signIn(@Nullable String reason, String target) {
        var parameters = new StringBuilder(reason == null ? "" : reason);
        if (!target.equals(ConsolePaths.ROOT)) {
            parameters
                    .append(parameters.isEmpty() ? "" : "&")
                    .append(TARGET)
                    .append('=')
                    .append(UriUtils.encode(target, StandardCharsets.UTF_8));
        }
        return ConsolePaths.SIGN_IN + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** Answers a request that needs a sign-in. A part of a page leads the whole page there. */
    void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", ConsolePaths.SIGN_IN);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        var query = request.getQueryString();
        response.sendRedirect(signIn(
                null,
                request.getMethod().equals(HttpMethod.GET.name())
                        ? request.getRequestURI() + (query == null ? "" : "?" + query)
                        : ConsolePaths.ROOT));
    }

    /** Answers a request that the user may not make. */
    void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        var user = SignedInContexts.currentUser();
        if (user.filter(ConsoleUser::mustChangePassword).isPresent()
                && request.getMethod().equals(HttpMethod.GET.name())) {
            response.sendRedirect(ConsolePaths.PASSWORD);
        } else {
            errors.write(response, HttpStatus.FORBIDDEN);
        }
    }
}
