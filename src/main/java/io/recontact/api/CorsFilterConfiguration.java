package io.recontact.api;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of other origins call, as ChatJS and the AWS SDK for JavaScript do. Nothing here goes by cookies, so an
 * origin is let in or kept out as a matter of taste: what a call may do depends on its token or signature alone.
 */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    /** Preflights come without token or signature, so they are answered before anything looks for one. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(CorsProperties settings) {
        var rules = new CorsConfiguration();
        rules.setAllowedOriginPatterns(settings.allowedOrigins());
        rules.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        // A wildcard is answered with the names that were asked for, since it would not cover "authorization".
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
