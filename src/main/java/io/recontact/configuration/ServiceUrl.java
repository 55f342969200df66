package io.recontact.configuration;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** The URL of the service on this machine. */
public final class ServiceUrl {

    private ServiceUrl() {}

    /** Returns the URL of a service that is ready; empty if it has no port. */
    public static Optional<URI> of(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null) {
            return Optional.empty();
        }
        var address = event.getApplicationContext().getEnvironment().getProperty("server.address", "127.0.0.1");
        var host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
        return Optional.of(
                URI.create("http://%s:%d".formatted(host, web.getWebServer().getPort())));
    }
}
