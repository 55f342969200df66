package io.recontact.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.Application;
import io.recontact.startup.StartupException;
import io.recontact.testing.Service;
import io.recontact.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;

/** The commands that move an instance. */
@ServiceTest
@ExtendWith(OutputCaptureExtension.class)
class CellCommandTests {

    private final Service.Tenant tenant;
    private final Environment environment;

    @TempDir
    private Path folder;

    CellCommandTests(Service.Calls calls, Environment environment) {
        this.tenant = calls.newTenant();
        this.environment = environment;
    }

    private void run(String... arguments) {
        SpringApplication.run(
                Application.class,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("url", "username", "password")
                                        .map(name -> "--spring.datasource.%s=%s"
                                                .formatted(name, environment.getProperty("spring.datasource." + name))))
                        .toArray(String[]::new));
    }

    private void assertEndsWith(int exitCode, String... arguments) {
        assertThatExceptionOfType(AbandonedRunException.class)
                .isThrownBy(() -> run(arguments))
                .satisfies(done ->
                        assertThat(((ExitCodeGenerator) done).getExitCode()).isEqualTo(exitCode));
    }

    private void assertRefused(String message, String... arguments) {
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> run(arguments))
                .withMessageContaining(message);
    }

    @Test
    void leadThroughAMove(CapturedOutput output) {
        var id = "--instance-id=" + tenant.instance();
        var file = folder.resolve("instance.zip");
        var contact = tenant.start();

        assertEndsWith(1, "drain-instance", id);
        assertThat(output).contains("is being drained", "  contact: 1");
        assertRefused("is not drained", "export-instance", id, file.toString());
        tenant.stop(contact);
        assertEndsWith(0, "drain-instance", id);
        var nowhere = folder.resolve("none/instance.zip").toString();
        assertRefused("does not exist: create it", "export-instance", id, nowhere);
        assertThat(output).doesNotContain("is closed");
        assertThat(tenant.newQueue("open", 1)).as("a change after the refusal").isNotEmpty();
        assertEndsWith(
                0,
                "export-instance",
                id,
                file.toString(),
                "--recontact.database.statement-timeout=1s",
                "--spring.datasource.hikari.data-source-properties.socketTimeout=1");
        assertThat(output)
                .contains("is closed. If this command fails, export again", "Exported instance " + tenant.instance());
        assertThat(file).isNotEmptyFile();
        assertRefused("exists in this cell", "import-instance", file.toString());
        assertRefused("import-instance FILE", "import-instance", file.toString(), "another");
        assertRefused("export-instance --instance-id=ID FILE", "export-instance", file.toString());
        assertRefused("mark-instance-moved --instance-id=ID --to-cell=CELL", "mark-instance-moved", id, "--to-cell=B!");
        assertEndsWith(0, "mark-instance-moved", id, "--to-cell=b");
        assertRefused("is MOVED, not [DRAINING, EXPORTED]", "open-instance", id);
        assertEndsWith(0, "remove-instance", id);
        assertRefused("does not exist in this cell", "remove-instance", id);
    }

    @Test
    void keepTheFilesOfOthers() throws IOException {
        var file = folder.resolve("instance.zip");
        try (var archive = ArchiveWriter.create(file)) {
            Files.writeString(file, "another export was faster");

            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(archive::complete);
        }
        assertThat(file).hasContent("another export was faster");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }
}
