package io.recontact.api;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Handles failures on a separate management port, which is a server of its own and does not run the main server's
 * filters. {@code META-INF/spring} lists it for Spring Boot. It is not a {@code @Configuration}, so that the component
 * scan does not find it.
 */
class ManagementPort {

    @Bean
    FilterRegistrationBean<FailureFilter> managementContainment(FailureFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementErrors() {
        return new TomcatCustomizer();
    }
}
