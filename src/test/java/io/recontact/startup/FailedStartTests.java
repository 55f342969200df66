package io.recontact.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.recontact.Application;
import io.recontact.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Starts of the whole service that settings end: the operator reads one sentence, once, and no stack trace. */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTests {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    private void assertEnds(CapturedOutput output, String sentence, String... settings) {
        var all = new ArrayList<>(List.of(settings));
        all.add("--recontact.data-dir=" + folder.resolve("data"));
        if (all.stream().noneMatch(setting -> setting.startsWith("--server.port="))) {
            all.add("--server.port=0");
        }

        var failure = catchException(() -> SpringApplication.run(Application.class, all.toArray(String[]::new)));

        assertThat(failure).isNotNull();
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START")
                .containsOnlyOnce(sentence)
                .doesNotContain("\tat ", "Exception", "hidden", " WARN ");
    }

    /** They end before the data directory is created, and before a database is asked. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                recontact.limit.active-chats=1 | There is no setting recontact.limit.active-chats; the nearest is recontact.limits.active-chats
                recontact.flows.every=soon | recontact.flows.every must be a duration such as 500ms, 10s or 2h, not 'soon'
                recontact.flows.at-once=0 | recontact.flows.at-once must be positive
                recontact.access-keys[0].id=A | The access key A needs a secret
                recontact.streaming.endpoints[0].url=hidden | Each of recontact.streaming.endpoints needs an arn
                recontact.seed=no-such-file.yaml | recontact.seed: no-such-file.yaml cannot be read: there is no such file or folder
                server.port=many | server.port must be a whole number
                spring.datasource.url=postgres://u:hidden@host:port/db | spring.datasource.url is not a valid URL
                spring.datasource.url=jdbc:mysql://host/db?password=hidden | spring.datasource.url is not the URL of a PostgreSQL database
                """)
    void beforeAnythingStarts(String setting, String sentence, CapturedOutput output) {
        assertEnds(output, sentence, "--" + setting);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void withADataDirectoryThatIsAFile(CapturedOutput output) throws Exception {
        Files.createFile(folder.resolve("data"));
        var directory = folder.resolve("data").toAbsolutePath();
        var failure = catchException(
                () -> SpringApplication.run(Application.class, "--recontact.data-dir=" + directory, "--server.port=0"));
        assertThat(failure).isInstanceOf(StartupException.class);
        assertThat(output.getAll())
                .containsOnlyOnce("The data directory %s cannot be used".formatted(directory))
                .doesNotContain("\tat ");
    }

    @Test
    void withAPortInUse(CapturedOutput output) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEndsWithDatabase(
                    output,
                    "Port %d is in use".formatted(other.getLocalPort()),
                    "--server.port=" + other.getLocalPort());
        }
    }

    /** The address is one of those for documentation (RFC 5737). */
    @Test
    void withTheAddressOfAnotherMachine(CapturedOutput output) {
        assertEndsWithDatabase(
                output, "The service cannot listen on port 0 of 192.0.2.1", "--server.address=192.0.2.1");
    }

    @Test
    void withASearchLanguageThatPostgresDoesNotHave(CapturedOutput output) {
        assertEndsWithDatabase(
                output,
                "recontact.transcript-search.language: PostgreSQL has no text search configuration of this name",
                "--recontact.transcript-search.language=klingon");
    }

    @Test
    void withoutSignaturesBeyondLoopback(CapturedOutput output) {
        assertEnds(
                output,
                "recontact.accept-any-signature: Without verified signatures",
                "--recontact.accept-any-signature=true",
                "--server.address=0.0.0.0");
    }

    private void assertEndsWithDatabase(CapturedOutput output, String sentence, String... settings) {
        var all = new ArrayList<>(List.of(
                "--spring.datasource.url=" + TestDatabase.freshDatabaseUrl(),
                "--spring.datasource.username=" + TestDatabase.username(),
                "--spring.datasource.password=" + TestDatabase.password()));
        all.addAll(List.of(settings));
        assertEnds(output, sentence, all.toArray(String[]::new));
    }
}
