package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTests {

    @Test
    void reportsTheEndOfTheLogOfAFailedStart() {
        var settings = new ServiceSettings(
                JavaRuntime.command(),
                ServiceJar.unpack(),
                List.of("-Xmx256m"),
                List.of("--recontact.seed=there/is/no/seed.yaml"));

        assertThatIllegalStateException()
                .isThrownBy(() -> ServiceProcess.start(settings))
                .withMessageContaining("ended with exit code 1")
                .withMessageContaining("there/is/no/seed.yaml");
    }

    @Test
    void endsWithItsStarter() throws Exception {
        var service = ServiceProcess.start(ServiceSettings.ofSystem());
        var folder = service.log().getParent();
        var postmaster = folder.resolve("data/postgres/postmaster.pid");
        assertThat(postmaster).exists();

        // The system closes the pipe in the same way when the JVM of the tests is killed.
        service.closePipe();

        assertThat(service.process().onExit()).succeedsWithin(Duration.ofSeconds(30));
        assertThat(postmaster).doesNotExist();
        service.close();
        assertThat(folder).doesNotExist();
    }

    @Test
    void readsTheVersionOfAJavaRuntime(@TempDir Path home) throws Exception {
        assertThat(JavaRuntime.version(home)).isZero();

        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");

        assertThat(JavaRuntime.version(home)).isEqualTo(25);
    }

    @Test
    void passesOnTheSettingsOfTheService() {
        var properties = new Properties();
        properties.setProperty("recontact.seed", "shop.yaml");
        properties.setProperty("recontact.java", "/opt/java/bin/java");
        properties.setProperty("java.version", "17");

        assertThat(ServiceSettings.arguments(properties)).containsExactly("--recontact.seed=shop.yaml");
    }
}
