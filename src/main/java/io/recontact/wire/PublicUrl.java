package io.recontact.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Where clients reach this service, for the URLs that answers contain: as configured, or else as the request at hand
 * has reached it.
 */
@Component
public class PublicUrl {

    private final @Nullable URI configured;

    PublicUrl(PublicUrlSettings settings) {
        this.configured = settings.publicUrl();
    }

    /** The URL of a path for HTTP. */
    public String http(HttpServletRequest request, String path) {
        return base(request) + path;
    }

    /** The URL of a path for a websocket. */
    public String websocket(HttpServletRequest request, String path) {
        var url = base(request).replaceFirst("^http", "ws") + path;
        // The only unencrypted host that ChatJS takes.
        return url.replaceFirst("^ws://localhost(?=[:/])", "ws://127.0.0.1");
    }

    private String base(HttpServletRequest request) {
        return configured != null
                ? configured.toString()
                : ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }
}
