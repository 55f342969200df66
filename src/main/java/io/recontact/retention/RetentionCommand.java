package io.recontact.retention;

import io.recontact.startup.StartupException;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The command {@code retention --dry-run}: prints what the next run would delete, and ends. The start stops before it
 * opens a port or runs a job, and the schema is verified instead of migrated, so nothing changes.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
        name = "nonOptionArgs",
        havingValue = "retention") // the first argument, by CommandLinePropertySource
class RetentionCommand {

    /** The database must have the schema of this version. */
    @Bean
    FlywayMigrationStrategy verifyOnly() {
        return Flyway::validate;
    }

    @Bean
    SmartInitializingSingleton retentionDryRun(
            RetentionForecastService forecasts, Environment environment, ConfigurableApplicationContext context) {
        return () -> {
            if (!environment.containsProperty("dry-run")) {
                throw new StartupException("The only form of this command is: retention --dry-run");
            }
            System.out.print(page(forecasts.forecast()));
            throw new AbandonedRunException(context);
        };
    }

    /** A table of all months, and their sum. */
    static String page(RetentionForecast forecast) {
        var page = new StringBuilder(
                "Contacts initiated before %s are due for deletion.%n%n".formatted(forecast.oldestKept()));
        page.append(line("instance", "month", "contacts", "sessions", "items", "attachments", "oldest", "newest"));
        for (var month : forecast.months()) {
            page.append(line(month.instance(), month.month(), month.figures()));
        }
        page.append(line("total", "", forecast.total()));
        return page.append("%nExpired sessions on legal hold, which stay: %d%n".formatted(forecast.heldSessions()))
                .toString();
    }

    private static String line(Object instance, Object month, RetentionForecast.Figures figures) {
        return line(
                instance,
                month,
                figures.contacts(),
                figures.sessions(),
                figures.items(),
                figures.attachments(),
                orDash(figures.oldest()),
                orDash(figures.newest()));
    }

    private static Object orDash(@Nullable Instant time) {
        return time == null ? "-" : time;
    }

    private static String line(Object... cells) {
        return "%-36s  %-7s  %11s  %11s  %11s  %11s  %-24s  %-24s%n".formatted(cells);
    }
}
