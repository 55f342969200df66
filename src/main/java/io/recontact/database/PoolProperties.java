package io.recontact.database;

import io.recontact.startup.SettingBounds;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The pool of connections, which {@code application.yml} gives this size.
 *
 * @param poolSize the number of database connections; positive
 */
@ConfigurationProperties("recontact")
record PoolProperties(@DefaultValue("10") int poolSize) {

    PoolProperties {
        SettingBounds.requirePositive("recontact.pool-size", poolSize);
    }
}
