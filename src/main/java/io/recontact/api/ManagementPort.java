package io.recontact.api;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Contains failures on a management port of its own as well: it is a server of its own, which sees no filters of the
 * main one. Listed for Boot in {@code META-INF/spring}, and no configuration, so that nothing else finds it.
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
