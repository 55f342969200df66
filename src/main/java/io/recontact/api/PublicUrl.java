package io.recontact.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The base URL of the URLs in answers: the configured one, or else the one of the current request. */
@Component
public class PublicUrl {

    /** ChatJS accepts an unencrypted websocket only at this address, and only with a port. */
    private static final Pattern LOOPBACK =
            Pattern.compile("ws://(localhost|127\\.0\\.0\\.1)(:(?<port>\\d+))?(?=/)", Pattern.CASE_INSENSITIVE);

    private final @Nullable URI configured;

    PublicUrl(PublicUrlProperties settings) {
        this.configured = settings.publicUrl();
    }

    /** Returns true if a public URL is configured and browsers reach it over TLS. */
    public boolean isHttps() {
        return configured != null && "https".equals(configured.getScheme());
    }

    /** Returns true if a public URL is configured and has this origin. */
    public boolean hasOrigin(String origin) {
        return configured != null
                && origin.equals("%s://%s".formatted(configured.getScheme(), configured.getRawAuthority()));
    }

    /** Returns the HTTP URL of a path. */
    public String http(HttpServletRequest request, String path) {
        return base(request) + path;
    }

    /** Returns the websocket URL of a path. */
    public String websocket(HttpServletRequest request, String path) {
        var url = base(request).replaceFirst("^http", "ws") + path;
        var loopback = LOOPBACK.matcher(url);
        if (!loopback.lookingAt()) {
            return url;
        }
        var port = loopback.group("port");
        return "ws://127.0.0.1:" + (port == null ? "80" : port) + url.substring(loopback.end());
    }

    private String base(HttpServletRequest request) {
        return configured != null
                ? configured.toString()
                : ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }
}
