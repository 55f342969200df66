package io.recontact;

import io.recontact.api.RealTime;
import io.recontact.startup.GeneratedBeans;
import java.time.Clock;
import java.time.ZoneOffset;
import jdk.jfr.FlightRecorder;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionsEndpointAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.metrics.jfr.FlightRecorderApplicationStartup;
import org.springframework.modulith.Modulithic;

/** Recontact: contacts and persistent chats behind the Amazon Connect API, in PostgreSQL. */
// Only push uses Redis, and only where the settings choose it, so push configures it. Spring Security and Spring
// Session are for the console alone, which configures both for its own paths. recontact.requests times requests by
// operation; timing by URI template would time them twice. TracingConfiguration imports tracing where the settings
// choose it.
@SpringBootApplication(
        proxyBeanMethods = false,
        exclude = {
            DataRedisAutoConfiguration.class,
            DataRedisReactiveAutoConfiguration.class,
            DataRedisRepositoriesAutoConfiguration.class,
            DataRedisHealthContributorAutoConfiguration.class,
            DataRedisReactiveHealthContributorAutoConfiguration.class,
            LettuceObservationAutoConfiguration.class,
            SecurityAutoConfiguration.class,
            UserDetailsServiceAutoConfiguration.class,
            ManagementWebSecurityAutoConfiguration.class,
            SecurityFilterAutoConfiguration.class,
            ServletWebSecurityAutoConfiguration.class,
            OAuth2ClientAutoConfiguration.class,
            OAuth2ClientWebSecurityAutoConfiguration.class,
            SessionAutoConfiguration.class,
            SessionsEndpointAutoConfiguration.class,
            JdbcSessionAutoConfiguration.class,
            WebMvcObservationAutoConfiguration.class,
            MicrometerTracingAutoConfiguration.class,
            NoopTracerAutoConfiguration.class,
            PrometheusExemplarsAutoConfiguration.class,
            OpenTelemetryTracingAutoConfiguration.class,
            OtlpTracingAutoConfiguration.class,
            OpenTelemetrySdkAutoConfiguration.class,
            OpenTelemetryLoggingAutoConfiguration.class,
            OtlpLoggingAutoConfiguration.class
        })
@ConfigurationPropertiesScan
@Modulithic(sharedModules = {"api", "startup"})
public class Application {

    /**
     * Starts the service, or runs a command: {@code --check}, {@code backup}, {@code import}, {@code restore},
     * {@code retention}, or one of those that move an instance, such as {@code export-instance}.
     */
    public static void main(String[] args) {
        var application = new SpringApplication(Application.class);
        application.addListeners(new GeneratedBeans(Application.class));
        // A flight recording that the JVM has begun then shows what each step of the start takes.
        if (FlightRecorder.isInitialized()) {
            application.setApplicationStartup(new FlightRecorderApplicationStartup());
        }
        try {
            application.run(args);
        } catch (SpringApplication.AbandonedRunException end) {
            // A command, or a check of the seed, ends here and has printed its result.
            if (end instanceof ExitCodeGenerator result) {
                System.exit(result.getExitCode());
            }
            if (GeneratedBeans.areBeingGenerated()) {
                throw end;
            }
        }
    }

    /** The current time, truncated to the milliseconds that the API carries, so that answers equal what is stored. */
    @Bean
    @RealTime
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
