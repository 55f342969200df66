package io.recontact.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.recontact.Application;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start with {@code --check} ends before it looks for a database. The one of these settings does not exist. */
@ExtendWith(OutputCaptureExtension.class)
class SeedCheckTests {

    private static final String NO_DATABASE = "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none";

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path folder;

    @Test
    void endsWithoutAFailure(CapturedOutput output) {
        assertThatNoException()
                .isThrownBy(() ->
                        Application.main(new String[] {"--check", "--recontact.seed=docs/examples/seed", NO_DATABASE}));

        assertThat(output).contains("docs/examples/seed is valid: 1 Instances");
    }

    @Test
    void printsTheMistake(CapturedOutput output) throws IOException {
        var file = Files.writeString(folder.resolve("seed.yaml"), "Prune: perhaps\n");

        // The JVM ends with the exit code 1, since main throws.
        assertThatExceptionOfType(SeedException.class)
                .isThrownBy(() -> SpringApplication.run(
                        Application.class, "--recontact.seed-check=true", "--recontact.seed=" + file, NO_DATABASE));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(file + ":1: Prune is true or false")
                .doesNotContain("\tat io.recontact");
    }

    @Test
    void refusesToCheckNothing() {
        assertThatExceptionOfType(SeedException.class)
                .isThrownBy(() -> SpringApplication.run(Application.class, "--check", NO_DATABASE))
                .withMessageContaining("set recontact.seed");
    }
}
