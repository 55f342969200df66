package io.recontact.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Allows pages of other origins to call the service, as ChatJS and the AWS SDK for JavaScript do. The service uses no
 * cookies: tokens and signatures alone decide what a call may do, not its origin.
 */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    /** Preflights carry neither token nor signature, so this filter answers them before any check. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(AllowedOrigins origins) {
        var rules = new CorsConfiguration() {
            @Override
            public @Nullable String checkOrigin(@Nullable String origin) {
                return origins.find(origin);
            }
        };
        rules.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        // The answer to a wildcard repeats the requested names, because a wildcard would not cover "authorization".
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(List.of("x-amzn-RequestId", ErrorResponses.ERROR_TYPE));
        rules.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", rules);
        var filter = new FilterRegistrationBean<>(new CorsFilter(source));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
