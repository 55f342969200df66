package io.recontact;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Configuration;

/**
 * Binds a separate management port to the address of the service. Spring Boot would bind it to every address of the
 * machine.
 */
@Configuration(proxyBeanMethods = false)
class ManagementAddressConfiguration {

    ManagementAddressConfiguration(ObjectProvider<ManagementServerProperties> management, ServerProperties server) {
        // Spring Boot provides these properties only if there is such a port.
        management.ifAvailable(properties -> {
            if (properties.getPort() != null && properties.getAddress() == null) {
                properties.setAddress(server.getAddress());
            }
        });
    }
}
