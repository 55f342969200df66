package io.recontact.api;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Traces each request of an operation, as a part of the trace that its headers name. The span has the operation and the
 * outcome, and no URL: paths and queries of attachments are secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class RequestSpanFilter extends OncePerRequestFilter {

    private final Tracer tracer;
    private final Propagator propagator;

    RequestSpanFilter(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OperatorPaths.include(request) || BrowserRequests.include(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var span = propagator
                .extract(request, HttpServletRequest::getHeader)
                .kind(Span.Kind.SERVER)
                .start();
        try (var _ = tracer.withSpan(span)) {
            chain.doFilter(request, response);
        } finally {
            var operation = Operation.of(request);
            span.name(operation.name());
            span.tag("http.request.method", operation.method()); // a caller may send any other text
            span.tag("http.response.status_code", response.getStatus());
            tag(span, "aws.request_id", response.getHeader(ApiRequestFilter.REQUEST_ID_HEADER));
            tag(span, "error.type", response.getHeader(ErrorResponses.ERROR_TYPE));
            if (response.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                CallSpans.fail(tracer, span);
            }
            span.end();
        }
    }

    private static void tag(Span span, String name, @Nullable String value) {
        if (value != null) {
            span.tag(name, value);
        }
    }
}
