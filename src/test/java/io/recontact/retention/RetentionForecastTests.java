package io.recontact.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.recontact.Application;
import io.recontact.api.InstanceId;
import io.recontact.startup.StartupException;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of the next run, and the command that prints them. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class RetentionForecastTests {

    private static final Instant MAY = Instant.parse("2022-05-31T23:59:59.990Z");

    private final Service.Calls calls;
    private final Service.Tenant tenant;
    private final RetentionForecastService forecasts;
    private final Retention retention;
    private final Environment environment;
    private final JdbcClient jdbc;

    RetentionForecastTests(
            Service.Calls calls,
            RetentionForecastService forecasts,
            Retention retention,
            Environment environment,
            JdbcClient jdbc) {
        this.calls = calls;
        this.tenant = calls.newTenant();
        this.forecasts = forecasts;
        this.retention = retention;
        this.environment = environment;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void deleteExpired() {
        retention.run();
    }

    private long all(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    @Test
    void tellsFiguresByInstanceAndMonth() {
        retention.fill(tenant.instance(), 30, MAY); // ten in May, the others in June
        var doomed = calls.newTenant();
        doomed.startAndStop();
        doomed.connect().deleteInstance(r -> r.instanceId(doomed.instance()));
        tenant.startAndStop();

        var forecast = forecasts.forecast();

        var mine = forecast.months().stream()
                .filter(month -> month.instance().equals(new InstanceId(UUID.fromString(tenant.instance()))))
                .toList();
        assertThat(mine)
                .extracting(RetentionForecast.Month::month)
                .containsExactly(YearMonth.of(2022, 5), YearMonth.of(2022, 6));
        assertThat(mine.getFirst().figures())
                .isEqualTo(new RetentionForecast.Figures(10, 10, 20, 0, MAY, MAY.plusMillis(9)));
        assertThat(mine.getLast().figures())
                .isEqualTo(new RetentionForecast.Figures(20, 20, 40, 0, MAY.plusMillis(10), MAY.plusMillis(29)));
        assertThat(forecast.months())
                .filteredOn(month -> month.instance().value().toString().equals(doomed.instance()))
                .singleElement()
                .satisfies(month -> assertThat(month.figures().contacts()).isOne());
        assertThat(forecast.total().contacts()).isEqualTo(31);
        assertThat(forecast.total().oldest()).isEqualTo(MAY);
        retention.run();
        assertThat(forecasts.forecast().months()).isEmpty();
    }

    private String[] command(String... arguments) {
        return Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of("url", "username", "password")
                                .map(name -> "--spring.datasource.%s=%s"
                                        .formatted(name, environment.getProperty("spring.datasource." + name))))
                .toArray(String[]::new);
    }

    @Test
    void isPrintedByACommandThatChangesNothing(CapturedOutput output) {
        retention.fill(tenant.instance(), 30, MAY);
        var contacts = all("contact");
        var runs = all("retention_run");

        assertThatNoException().isThrownBy(() -> Application.main(command("retention", "--dry-run")));

        assertThat(output)
                .containsPattern(tenant.instance() + " +2022-05 +10 +10 +20 +0 +2022-05-31T23:59:59.990Z")
                .containsPattern("total +30 +30 +60 +0")
                .contains("Expired sessions on legal hold, which stay: ")
                .doesNotContain("Tomcat started");
        assertThat(all("contact")).isEqualTo(contacts);
        assertThat(all("retention_run")).isEqualTo(runs);
    }

    @Test
    void theCommandHasOneForm() {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> SpringApplication.run(Application.class, command("retention")))
                .withMessageContaining("retention --dry-run");
    }
}
