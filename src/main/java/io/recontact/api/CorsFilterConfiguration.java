package io.recontact.api;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/**
 * Allows pages of other origins to call the service, as ChatJS and the AWS SDK for JavaScript do. The service uses no
 * cookies: tokens and signatures alone decide what a call may do, not its origin.
 */
@Configuration(proxyBeanMethods = false)
class CorsFilterConfiguration {

    /** Preflights carry neither token nor signature, so this filter answers them before any check. */
    @Bean
    FilterRegistrationBean<CorsFilter> corsFilter(AllowedOrigins origins, ObjectProvider<PathOrigins> paths) {
        var ofPaths = paths.stream()
                .collect(Collectors.toMap(
                        PathOrigins::path,
                        path -> rules(origin -> origin != null && path.allows().test(origin) ? origin : null)));
        var ofOthers = rules(origins::find);
        // A pattern for each would decode and split the path of every request.
        var filter = new FilterRegistrationBean<>(
                new CorsFilter(request -> ofPaths.getOrDefault(request.getRequestURI(), ofOthers)));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    private static CorsConfiguration rules(UnaryOperator<@Nullable String> allowed) {
        var rules = new CorsConfiguration() {
            @Override
            public @Nullable String checkOrigin(@Nullable String origin) {
                return allowed.apply(origin);
            }
        };
        rules.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
        // The answer to a wildcard repeats the requested names, because a wildcard would not cover "authorization".
        rules.setAllowedHeaders(List.of(CorsConfiguration.ALL));
        rules.setExposedHeaders(List.of("x-amzn-RequestId", ErrorResponses.ERROR_TYPE));
        rules.setMaxAge(Duration.ofHours(1));
        return rules;
    }
}
