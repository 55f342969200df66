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
 * The outermost filter, for the operator's endpoints and preflights too: lets no failure, not even an error of the
 * machine, through to the container, and no query that cannot be decoded to whoever comes to read it.
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

    /** The health endpoint fails on a name with slashes in it. No path of an operator's endpoint needs an escape. */
    private static void requirePlainOperatorPath(HttpServletRequest request) {
        if (OperatorPaths.areEscaped(request)) {
            throw new UnknownOperationException("No endpoint has this path");
        }
    }

    /**
     * Tomcat decodes the parameters when it is asked for them first. Those of forms are in the body, which is not read.
     */
    private static void requireReadableQuery(HttpServletRequest request) {
        var type = request.getContentType();
        if (request.getQueryString() != null
                && (type == null || !type.contains(MediaType.APPLICATION_FORM_URLENCODED_VALUE))) {
            request.getParameterMap();
        }
    }
}
