package io.recontact.api;

import io.recontact.startup.SettingBounds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of the stop of a node.
 *
 * @param drain how long the node continues to serve requests while its readiness is out of service; by default ten
 *     seconds, or none with the embedded database, which no other node can share
 */
@ConfigurationProperties("recontact.shutdown")
record ShutdownProperties(@Nullable Duration drain) {

    ShutdownProperties {
        if (drain != null) {
            SettingBounds.requireNotNegative("recontact.shutdown.drain", drain);
        }
    }
}
