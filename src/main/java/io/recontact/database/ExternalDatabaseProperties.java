package io.recontact.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database that is configured.
 *
 * @param waitAtStart how long a start waits for it
 */
@ConfigurationProperties("recontact.database")
record ExternalDatabaseProperties(@DefaultValue("5m") Duration waitAtStart) {}
