package io.recontact.testcontrol;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The test controls.
 *
 * @param enabled true to serve them
 * @param remote true to serve them to other machines as well, without any authentication
 */
@ConfigurationProperties("recontact.test-controls")
public record TestControlProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("false") boolean remote) {}
