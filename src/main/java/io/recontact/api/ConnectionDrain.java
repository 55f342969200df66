package io.recontact.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps a stopping node in service until balancers have noticed. Boot turns readiness red before it tells that the
 * context closes; this is the first to hear of it, and holds up all others, so that until the drain is over everything
 * works as before. Answers meanwhile ask their clients to leave the connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConnectionDrain extends OncePerRequestFilter implements ApplicationListener<ContextClosedEvent> {

    private static final Logger log = LoggerFactory.getLogger(ConnectionDrain.class);

    /** Longer than balancers take: HAProxy by default asks three times, two seconds apart. */
    private static final Duration AMONG_OTHERS = Duration.ofSeconds(10);

    private final ApplicationContext service;
    private final Duration drain;
    private volatile boolean isDraining;

    ConnectionDrain(ApplicationContext service, Environment environment, ShutdownProperties settings) {
        this.service = service;
        this.drain = Objects.requireNonNullElse(
                settings.drain(),
                StringUtils.hasText(environment.getProperty("spring.datasource.url")) ? AMONG_OTHERS : Duration.ZERO);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // The header has another meaning in the answer to a websocket's handshake.
        if (isDraining && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (!event.getApplicationContext().equals(service) || drain.isZero()) {
            return; // a management port of its own has a context of its own
        }
        log.info("Readiness is red; the node stops to serve in {} s", drain.toSeconds());
        isDraining = true;
        try {
            Thread.sleep(drain);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // whoever waits for us is in a hurry
        }
    }
}
