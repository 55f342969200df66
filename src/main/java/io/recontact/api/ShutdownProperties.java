package io.recontact.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How a node stops.
 *
 * @param drain how long it goes on serving while its readiness is red; unset, ten seconds, and none with the embedded
 *     database, which no other node can share
 */
@ConfigurationProperties("recontact.shutdown")
record ShutdownProperties(@Nullable Duration drain) {}
