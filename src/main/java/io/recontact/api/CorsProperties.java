package io.recontact.api;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pages that may call the service and open websockets, besides those of approved origins.
 *
 * @param allowedOrigins origins such as {@code https://app.example.com}, or patterns of origins; {@code *} for all
 */
@ConfigurationProperties("recontact")
public record CorsProperties(@DefaultValue("*") List<String> allowedOrigins) {

    /** Copies the origins. */
    public CorsProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
