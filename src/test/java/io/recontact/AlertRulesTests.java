package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs Prometheus' own checks and tests of its configuration and the alert rules. */
class AlertRulesTests {

    private static final Logger log = LoggerFactory.getLogger(AlertRulesTests.class);

    private static final String MISSING_PROGRAM = "The alert rules are not tested: promtool is not installed";

    private record Run(int exitCode, String output) {}

    private static Run run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    @BeforeAll
    static void requireProgram() throws IOException, InterruptedException {
        var isThere = run(List.of("bash", "-c", "command -v promtool")).exitCode() == 0;
        assertThat(isThere || System.getenv("CI") == null)
                .as("CI is set, so the alert rules must be tested, but promtool is not installed")
                .isTrue();
        if (!isThere) {
            log.warn(MISSING_PROGRAM); // Maven counts skipped tests, but does not give the reason.
        }
        assumeTrue(isThere, MISSING_PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "promtool check config docker/prometheus/prometheus.yml",
                "promtool test rules docker/prometheus/alerts.test.yml"
            })
    void passesPrometheusOwnChecks(String command) throws IOException, InterruptedException {
        var run = run(List.of(command.split(" ")));
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("SUCCESS");
    }
}
