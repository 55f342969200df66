package io.recontact.api;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Starts every request except preflights, the operator's endpoints and pages: assigns a request id, finds the
 * operation, reads the body unless the operation streams it, and measures the time.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ApiRequestFilter extends OncePerRequestFilter {

    static final String REQUEST_ID_HEADER = "x-amzn-RequestId";
    private static final String REQUEST_ID = "requestId";
    private static final String OK = "ok";

    private final Operations operations;
    private final FailureResponder failures;
    private final MeterRegistry meters;
    private final MeterProvider<Timer> times;

    ApiRequestFilter(Operations operations, FailureResponder failures, MeterRegistry meters) {
        this.operations = operations;
        this.failures = failures;
        this.meters = meters;
        this.times = Timer.builder("recontact.requests")
                .description("Requests by operation and outcome: ok, the error shape, or the status")
                .withRegistry(meters);
        // Not those of all operations: each has a dozen buckets, and most nodes never see them.
        operations.all().filter(ApiRequestFilter::isOfChats).forEach(operation -> times(operation, OK));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OperatorPaths.include(request) || BrowserRequests.include(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var started = Timer.start(meters);
        var operation =
                operations.find(request.getMethod(), request.getRequestURI()).orElse(Operation.UNKNOWN);
        operation.attachTo(request);
        var id = UUID.randomUUID().toString();
        response.setHeader(REQUEST_ID_HEADER, id);
        MDC.put(REQUEST_ID, id);
        var brokenOff = false;
        try {
            chain.doFilter(operation.streamsItsBody() ? request : CachedBodyRequest.read(request), response);
        } catch (Exception | Error e) {
            brokenOff = response.isCommitted();
            failures.write(request, response, e);
        } finally {
            MDC.remove(REQUEST_ID);
            started.stop(times(operation, brokenOff ? "BrokenOff" : outcome(response)));
        }
    }

    private Timer times(Operation operation, String outcome) {
        return times.withTags("operation", operation.name(), "outcome", outcome);
    }

    private static boolean isOfChats(Operation operation) {
        return operation.isOfModel()
                && (operation.ofParticipantService() || operation.name().equals("StartChatContact"));
    }

    private static String outcome(HttpServletResponse response) {
        var errorType = response.getHeader(ErrorResponses.ERROR_TYPE);
        if (errorType != null) {
            return errorType;
        }
        // Responses that others write, such as a websocket handshake, have no error type.
        return response.getStatus() < 400 ? OK : "status-" + response.getStatus();
    }
}
