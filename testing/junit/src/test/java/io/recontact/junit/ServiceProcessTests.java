package io.recontact.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

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
        var ofSystem = ServiceSettings.ofSystem();
        var service = ServiceProcess.start(new ServiceSettings(
                ofSystem.java(), ofSystem.jar(), ofSystem.jvmOptions(), List.of("--recontact.region=eu-central-1")));
        assertThat(Recontact.of(service).region()).isEqualTo(Region.EU_CENTRAL_1);
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
        properties.setProperty("recontact.routing.offer-within", "5s");
        properties.setProperty("recontact.java", "/opt/java/bin/java");
        properties.setProperty("java.version", "17");

        assertThat(ServiceSettings.arguments(properties)).containsExactly("--recontact.routing.offer-within=5s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recontact.access-keys[0].id", "recontact.accessKeys[0].id", "recontact.data-dir"})
    void refusesSettingsThatItNeedsForItself(String name) {
        var properties = new Properties();
        properties.setProperty(name, "a value");

        assertThatIllegalStateException()
                .isThrownBy(() -> ServiceSettings.arguments(properties))
                .withMessageStartingWith("The system property %s cannot be set".formatted(name));
    }

    @Test
    void resolvesPathsInTheFolderOfTheTests() {
        var properties = new Properties();
        properties.setProperty("recontact.seed", "seeds/shop.yaml");
        properties.setProperty("recontact.attachments.path", "file:/srv/files");

        assertThat(ServiceSettings.arguments(properties))
                .containsExactly(
                        "--recontact.attachments.path=file:/srv/files",
                        "--recontact.seed=" + Path.of("seeds/shop.yaml").toAbsolutePath());
        assertThat(settings("jdk/bin/java", "target/recontact.jar"))
                .returns(Path.of("jdk/bin/java").toAbsolutePath(), ServiceSettings::java)
                .returns(Path.of("target/recontact.jar").toAbsolutePath(), ServiceSettings::jar);
        assertThat(settings("java", "recontact.jar").java()).isEqualTo(Path.of("java"));
    }

    @Test
    void runsInItsFolderWithoutTheSettingsOfTheTests(@TempDir Path folder) {
        // The build sets this variable for the tests.
        assertThat(System.getenv()).containsKey("SPRING_DATASOURCE_URL");

        var process = ServiceProcess.builder(settings("java", "recontact.jar"), folder);

        assertThat(process.directory()).isEqualTo(folder.toFile());
        assertThat(process.environment()).containsKey("PATH").doesNotContainKey("SPRING_DATASOURCE_URL");
    }

    @Test
    void removesTheSettingsOfTheEnvironment() {
        var variables = new HashMap<String, String>();
        Stream.of(
                        "SPRING_DATASOURCE_URL",
                        "spring.profiles.active",
                        "Spring_Application_Json",
                        "RECONTACT_SEED",
                        "SERVER_PORT",
                        "MANAGEMENT_SERVER_PORT",
                        "LOGGING_LEVEL_ROOT",
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "JAVA_TOOL_OPTIONS",
                        "JDK_JAVA_OPTIONS",
                        "_JAVA_OPTIONS")
                .forEach(name -> variables.put(name, "of the tests"));

        ServiceEnvironment.removeSettings(variables);

        assertThat(variables).isEmpty();
    }

    @Test
    void keepsTheOtherVariables() {
        var variables =
                new HashMap<>(Map.of("PATH", "/bin", "JAVA_HOME", "/jdk", "SERVERLESS", "1", "MY_SPRING_X", "1"));

        ServiceEnvironment.removeSettings(variables);

        assertThat(variables).containsOnlyKeys("PATH", "JAVA_HOME", "SERVERLESS", "MY_SPRING_X");
    }

    private static ServiceSettings settings(String java, String jar) {
        return new ServiceSettings(Path.of(java), Path.of(jar), List.of(), List.of());
    }
}
