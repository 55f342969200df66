package io.recontact.startup;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Settings of Spring Boot, which would refuse them after the database has started.
 *
 * @param address where the server listens; null for the default
 * @param port from 0 to 65535; null for the default
 */
record ServerSettings(
        @Nullable InetAddress address, @Nullable Integer port) {

    private static final int MAX_PORT = 65_535;

    ServerSettings {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new IllegalArgumentException("the port must be from 0 to " + MAX_PORT);
        }
    }
}
