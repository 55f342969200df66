package io.recontact.database;

import io.recontact.database.DatabaseUrl.Target;
import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A standby of the database, for reads of history.
 *
 * @param url as for the database of the service; empty for none
 * @param username empty for that of the service
 * @param password empty for that of the service
 * @param poolSize the number of connections to the standby
 * @param catchUpWithin how long a read waits for the standby to have what the primary has
 * @param retryAfter how long after a failure the standby is tried again
 */
@ConfigurationProperties("recontact.standby")
record StandbyProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("10") int poolSize,
        @DefaultValue("20ms") Duration catchUpWithin,
        @DefaultValue("5s") Duration retryAfter) {

    /** Refuses a URL of another kind of database. */
    StandbyProperties {
        url = url.strip();
        if (!url.isEmpty()) {
            address(url);
        }
        SettingBounds.requirePositive("recontact.standby.pool-size", poolSize);
        SettingBounds.requireNotNegative("recontact.standby.catch-up-within", catchUpWithin);
        SettingBounds.requireNotNegative("recontact.standby.retry-after", retryAfter);
    }

    boolean isConfigured() {
        return !url.isEmpty();
    }

    /** Returns the URL for JDBC, and the credentials that it had. */
    DatabaseUrl address() {
        return address(url);
    }

    private static DatabaseUrl address(String url) {
        return DatabaseUrl.parse(Target.STANDBY, url)
                .orElseThrow(() -> new IllegalArgumentException("recontact.standby.url is not the URL of a PostgreSQL"
                        + " database, such as jdbc:postgresql://host:5432/recontact"));
    }

    /** Leaves out the credentials. */
    @Override
    public String toString() {
        return "StandbyProperties[url=%s]".formatted(isConfigured() ? address() : "");
    }
}
