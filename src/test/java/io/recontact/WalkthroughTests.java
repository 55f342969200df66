package io.recontact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestPropertySource;

/** Runs {@code docs/walkthrough.sh} as a reader would, against the service of the test. */
@ServiceTest
@TestPropertySource(properties = "recontact.seed=docs/examples/seed")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The walk-through is a bash script")
class WalkthroughTests {

    private static final Logger log = LoggerFactory.getLogger(WalkthroughTests.class);

    private static final String MISSING_PROGRAM = "The walk-through is not tested: curl or jq is not installed";

    /** Stands before a program of the same name on the path: records each call, then runs the program. */
    private static final String RECORDING_WRAPPER = """
            #!/bin/sh
            echo "${0##*/} $*" >> "$CALLS"
            PATH=${PATH#*:} exec "${0##*/}" "$@"
            """;

    private final Service.Calls calls;

    @TempDir
    private Path folder;

    WalkthroughTests(Service.Calls calls) {
        this.calls = calls;
    }

    private record Run(int exitCode, String output) {}

    @BeforeAll
    static void requirePrograms() throws IOException, InterruptedException {
        var isThere = new ProcessBuilder("bash", "-c", "command -v curl && command -v jq")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
        assertThat(isThere || System.getenv("CI") == null)
                .as("CI is set, so the walk-through must be tested, but curl or jq is not installed")
                .isTrue();
        if (!isThere) {
            log.warn(MISSING_PROGRAM); // Maven counts skipped tests, but does not give the reason.
        }
        assumeTrue(isThere, MISSING_PROGRAM);
    }

    @BeforeEach
    void recordPrograms() throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        for (var program : List.of("curl", "jq")) {
            Files.writeString(Files.createFile(folder.resolve(program), owner), RECORDING_WRAPPER);
        }
    }

    @Test
    void succeedsAsOftenAsItIsRun() throws IOException, InterruptedException {
        for (int run = 1; run <= 2; run++) {
            var done = run(Service.KEY_SECRET);
            assertThat(done.exitCode()).as(done.output()).isZero();
            assertThat(done.output())
                    .containsSubsequence(
                            " API\n",
                            " TRANSFER\n",
                            " DISCONNECT\n",
                            "SYSTEM: Welcome to the shop. An agent will be with you shortly.\n",
                            "AGENT: I am the first agent\n",
                            "CUSTOMER: My parcel is lost\n",
                            "AGENT: I am the second agent\n",
                            "SYSTEM: How did we do?",
                            "CUSTOMER: Well done\n",
                            "SYSTEM: Thank you.\n",
                            "== End the chat");
        }
        // Others on the machine can see a command line; keys and tokens reach curl by its standard input.
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .contains("curl --config -")
                .allSatisfy(call -> assertThat(call).doesNotContain(Service.KEY_SECRET))
                .filteredOn(call -> call.startsWith("curl"))
                .containsOnly("curl --config -");
    }

    @Test
    void namesTheFailedStepAndTheReason() throws IOException, InterruptedException {
        var failed = run("another-secret");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output())
                .containsSubsequence(
                        "GET /agent-status/",
                        "HTTP status 403",
                        "The request signature we calculated does not match",
                        "The walk-through failed in step \"Make the first agent available");
    }

    private Run run(String secret) throws IOException, InterruptedException {
        var config = Files.writeString(
                folder.resolve("aws-config"), """
                [default]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                region = us-east-1
                endpoint_url = %s
                """.formatted(Service.KEY_ID, secret, calls.endpoint()));
        var builder = new ProcessBuilder("bash", "docs/walkthrough.sh").redirectErrorStream(true);
        var environment = builder.environment();
        environment.remove("AWS_ENDPOINT_URL");
        environment.put("AWS_CONFIG_FILE", config.toString());
        environment.put("CALLS", folder.resolve("calls").toString());
        environment.merge("PATH", folder.toString(), (path, wrappers) -> wrappers + ":" + path);
        var script = builder.start();
        try (var output = script.inputReader()) {
            var text = output.readAllAsString();
            return new Run(script.waitFor(), text);
        }
    }
}
