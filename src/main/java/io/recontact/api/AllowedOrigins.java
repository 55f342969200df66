package io.recontact.api;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;

/**
 * The origins of the pages that may call the service and open websockets: those of the setting, and the approved
 * origins of all instances. A request does not name its instance before it is allowed, so no origin is limited to one.
 */
@Component
public class AllowedOrigins {

    private final CorsConfiguration setting = new CorsConfiguration();
    private final JdbcClient jdbc;
    private volatile Set<String> approved = Set.of();

    AllowedOrigins(CorsProperties settings, JdbcClient jdbc) {
        this.setting.setAllowedOriginPatterns(settings.allowedOrigins());
        this.jdbc = jdbc;
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

    /** Reads the approved origins. If the database does not answer, the known ones stay. */
    @Scheduled(fixedDelayString = "${recontact.approved-origins-every:5s}")
    public void refresh() {
        approved = jdbc.sql("select origin from approved_origin")
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .set();
    }
}
