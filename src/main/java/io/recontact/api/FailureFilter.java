package io.recontact.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter, also for the operator's endpoints and preflights. It handles every failure, even an error of
 * the JVM, so that none reaches the container, and refuses queries that cannot be decoded.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FailureFilter extends OncePerRequestFilter {

    private final FailureResponder failures;

    FailureFilter(FailureResponder failures) {
        this.failures = failures;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        try {
            requirePlainOperatorPath(request);
            requireReadableQuery(request);
            chain.doFilter(request, response);
        } catch (Exception | Error e) {
            failures.write(request, response, e);
        }
    }

    /**
     * Refuses escapes in operator paths: the health endpoint fails on a name that contains slashes, and no path there
     * needs an escape.
     */
    private static void requirePlainOperatorPath(HttpServletRequest request) {
        if (OperatorPaths.areEscaped(request)) {
            throw new UnknownOperationException("No endpoint has this path");
        }
    }

    /** Makes Tomcat decode the query parameters now. Parameters of forms are in the body, which is not read here. */
    private static void requireReadableQuery(HttpServletRequest request) {
        var type = request.getContentType();
        if (request.getQueryString() != null
                && (type == null || !type.contains(MediaType.APPLICATION_FORM_URLENCODED_VALUE))) {
            request.getParameterMap();
        }
    }
}
