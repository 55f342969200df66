package io.recontact.startup;

import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Explains that the service cannot listen on its port, or on its address. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ListenFailureAnalyzer implements FailureAnalyzer {

    private final Environment environment;

    ListenFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException inUse) {
                return new FailureAnalysis(
                        "Port %d is in use: stop the process that listens there, or set server.port to another one"
                                .formatted(inUse.getPort()),
                        null,
                        inUse);
            }
            if (cause instanceof BindException refusal) {
                return new FailureAnalysis(
                        "The service cannot listen on port %s of %s, see server.port and server.address: %s"
                                .formatted(
                                        environment.getProperty("server.port"),
                                        environment.getProperty("server.address"),
                                        refusal.getMessage()),
                        null,
                        refusal);
            }
        }
        return null;
    }
}
