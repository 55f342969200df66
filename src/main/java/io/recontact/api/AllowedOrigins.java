package io.recontact.api;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins of the pages that may call the service and open websockets: those of the setting, and the approved
 * origins of all instances. A request does not name its instance before it is allowed, so no origin is limited to one.
 */
@Component
public class AllowedOrigins {

    private final CorsConfiguration setting = new CorsConfiguration();
    private volatile Set<String> approved = Set.of();

    AllowedOrigins(CorsProperties settings) {
        this.setting.setAllowedOriginPatterns(settings.allowedOrigins());
    }

    /**
     * Returns true if pages of an origin may call the service. A request without an origin does not come from a page.
     */
    public boolean allows(@Nullable String origin) {
        return origin == null || find(origin) != null;
    }

    /** Returns the origin to allow in the answer; null to refuse it. */
    @Nullable String find(@Nullable String origin) {
        var allowed = setting.checkOrigin(origin);
        return allowed == null && origin != null && approved.contains(origin.toLowerCase(Locale.ROOT))
                ? origin
                : allowed;
    }

    /**
     * Replaces the approved origins.
     *
     * @param origins in lower case
     */
    public void approve(Set<String> origins) {
        approved = Set.copyOf(origins);
    }
}
