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
 * Keeps a stopping node in service until load balancers have noticed. Spring Boot sets readiness to out of service
 * before it publishes the close of the context. This listener is the first to receive that event and blocks the others,
 * so everything works as before until the drain ends. Meanwhile, responses ask clients to close the connection.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ConnectionDrain extends OncePerRequestFilter implements ApplicationListener<ContextClosedEvent> {

    private static final Logger log = LoggerFactory.getLogger(ConnectionDrain.class);

    /** Longer than load balancers take: by default, HAProxy checks three times, two seconds apart. */
    private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(10);

    private final ApplicationContext service;
    private final Duration drain;
    private volatile boolean isDraining;

    ConnectionDrain(ApplicationContext service, Environment environment, ShutdownProperties settings) {
        this.service = service;
        this.drain = Objects.requireNonNullElse(
                settings.drain(),
                StringUtils.hasText(environment.getProperty("spring.datasource.url")) ? DEFAULT_DRAIN : Duration.ZERO);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // In the response to a websocket handshake, the header has another meaning.
        if (isDraining && !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        chain.doFilter(request, response);
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (!event.getApplicationContext().equals(service) || drain.isZero()) {
            return; // a separate management port has a context of its own
        }
        log.info("Readiness is out of service; the node stops in {} s", drain.toSeconds());
        isDraining = true;
        try {
            Thread.sleep(drain);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the caller wants the stop to be quick
        }
    }
}
