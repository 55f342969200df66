package io.recontact.wire;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages may call, and open websockets.
 *
 * @param allowedOrigins origins such as {@code https://app.example.com}, or patterns of them; {@code *} for all
 */
@ConfigurationProperties("recontact")
public record CrossOriginSettings(@DefaultValue("*") List<String> allowedOrigins) {

    /** Copies the origins. */
    public CrossOriginSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
