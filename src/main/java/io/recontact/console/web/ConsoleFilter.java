package io.recontact.console.web;

import io.recontact.api.BrowserRequests;
import io.recontact.api.FailureResponder;
import io.recontact.console.ConsoleEnabled;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Puts Spring Session and Spring Security before the pages of the console and before calls of the admin API with a
 * session, and before nothing else: every other request passes unchanged. It runs before the filters of the API.
 */
@Component
@ConsoleEnabled
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ConsoleFilter extends OncePerRequestFilter {

    private final SessionRepositoryFilter<?> sessions;
    private final Filter security;
    private final ErrorPages errors;

    ConsoleFilter(
            SessionRepositoryFilter<?> sessions,
            @Qualifier("springSecurityFilterChain") Filter security,
            ErrorPages errors) {
        this.sessions = sessions;
        this.security = security;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isBrowserAtTheRoot(request)) {
            response.sendRedirect(ConsolePaths.ROOT);
        } else if (ConsolePaths.include(request)) {
            page(request, response, chain);
        } else if (isAdminCallWithSession(request)) {
            secured(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        BrowserRequests.mark(request);
        request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (ConsolePaths.isAsset(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            secured(request, response, chain);
        } catch (Exception e) {
            if (response.isCommitted()) {
                throw e;
            }
            var status = FailureResponder.answer(request, e).getStatusCode().value();
            errors.write(response, Objects.requireNonNullElse(HttpStatus.resolve(status), HttpStatus.BAD_REQUEST));
        }
    }

    private void secured(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        sessions.doFilter(request, response, (inner, answer) -> security.doFilter(inner, answer, chain));
    }

    private static boolean isBrowserAtTheRoot(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getRequestURI().equals("/")
                && request.getMethod().equals(HttpMethod.GET.name())
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && request.getQueryString() == null
                && accepted != null
                && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    private static boolean isAdminCallWithSession(HttpServletRequest request) {
        return request.getRequestURI().startsWith(AdminApiSecurity.ROOT)
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && WebUtils.getCookie(request, ConsoleSessions.COOKIE) != null;
    }
}
