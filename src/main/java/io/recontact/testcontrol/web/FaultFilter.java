package io.recontact.testcontrol.web;

import io.recontact.api.ErrorResponses;
import io.recontact.api.Operation;
import io.recontact.api.TestControlsEnabled;
import io.recontact.api.TooManyRequestsException;
import io.recontact.testcontrol.Fault;
import io.recontact.testcontrol.Faults;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Lets requests meet faults after their signature has been verified and before any work. */
@Component
@TestControlsEnabled
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class FaultFilter extends OncePerRequestFilter {

    private final Faults faults;
    private final RequestTargets targets;
    private final LosableWebSockets sockets;
    private final ErrorResponses errors;
    private final CountDownLatch closing = new CountDownLatch(1);

    FaultFilter(Faults faults, RequestTargets targets, LosableWebSockets sockets, ErrorResponses errors) {
        this.faults = faults;
        this.targets = targets;
        this.sockets = sockets;
        this.errors = errors;
    }

    /** Requests of pages, of the operator and of the test controls belong to no operation. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Operation.of(request).equals(Operation.UNKNOWN);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var operation = Operation.of(request).name();
        for (var fault : faults.take(operation, () -> targets.instance(request))) {
            switch (fault.type()) {
                case LATENCY -> await(Objects.requireNonNull(fault.delay()));
                case THROTTLING -> throw new TooManyRequestsException(message(fault, operation));
                case ERROR -> {
                    errors.write(request, response, Objects.requireNonNull(fault.error()), message(fault, operation));
                    return;
                }
                case LOST_REQUEST -> {
                    LostConnections.lose(request);
                    return;
                }
                case LOST_ANSWER -> {
                    LostConnections.lose(request);
                    chain.doFilter(request, new ContentCachingResponseWrapper(response));
                    return;
                }
            }
        }
        chain.doFilter(operation.equals(LosableWebSockets.OPERATION) ? sockets.losable(request) : request, response);
    }

    private static String message(Fault fault, String operation) {
        return "Fault %s of the test controls is injected into %s".formatted(fault.id(), operation);
    }

    private void await(Duration delay) {
        try {
            var _ = closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the service shuts down
        }
    }

    @EventListener
    void on(ContextClosedEvent event) {
        closing.countDown();
    }
}
