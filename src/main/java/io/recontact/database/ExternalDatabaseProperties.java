package io.recontact.database;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configured database.
 *
 * @param waitAtStart how long startup waits for the database to accept connections
 */
@ConfigurationProperties("recontact.database")
record ExternalDatabaseProperties(@DefaultValue("5m") Duration waitAtStart) {

    ExternalDatabaseProperties {
        SettingBounds.requireNotNegative("recontact.database.wait-at-start", waitAtStart);
    }
}
