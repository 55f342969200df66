package io.recontact.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.MountableFile;

/** Configuration that needs no engine. */
@SuppressWarnings("deprecation") // nothing else tells which files are copied
class RecontactContainerTests {

    private final RecontactContainer container =
            new RecontactContainer().withDatabase("jdbc:postgresql://db/chats", "ada", "secret of ada");

    @Test
    void passesKeysAndDatabaseInTheEnvironment() {
        container.withAccessKey("RCNTKEY", "secret of the key").configure();

        assertThat(container.getEnvMap())
                .containsEntry("RECONTACT_ACCESS_KEYS_0_ID", "RCNTKEY")
                .containsEntry("RECONTACT_ACCESS_KEYS_0_SECRET", "secret of the key")
                .containsEntry("SPRING_DATASOURCE_URL", "jdbc:postgresql://db/chats")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "ada")
                .containsEntry("SPRING_DATASOURCE_PASSWORD", "secret of ada");
        assertThat(container.getExposedPorts()).containsExactly(RecontactContainer.PORT);
    }

    @Test
    void passesSettingsAsArguments() {
        container.withSetting("recontact.routing.offer-within", "5s").configure();

        assertThat(container.getCommandParts()).containsExactly("--recontact.routing.offer-within=5s");
    }

    @Test
    void admitsTestControlsFromOutsideOfTheContainer() {
        container.withTestControls().configure();

        assertThat(container.getCommandParts())
                .containsExactly("--recontact.test-controls.enabled=true", "--recontact.test-controls.remote=true");
    }

    @Test
    void copiesASeedFileUnderItsName(@TempDir Path folder) throws Exception {
        container.withSeed(Files.writeString(folder.resolve("shop.json"), "{}")).configure();

        assertThat(container.getCommandParts()).containsExactly("--recontact.seed=/seed/shop.json");
        assertThat(container.getCopyToFileContainerPathMap()).containsValue("/seed/shop.json");
    }

    @Test
    void copiesASeedFolderWithItsFlows(@TempDir Path folder) {
        container.withSeed(MountableFile.forHostPath(folder)).configure();

        assertThat(container.getCommandParts()).containsExactly("--recontact.seed=/seed");
        assertThat(container.getCopyToFileContainerPathMap()).containsValue("/seed");
    }

    @Test
    void signsForTheRegionOfTheSetting() {
        assertThat(container.getRegion()).isEqualTo("us-east-1");
        assertThat(container.withEnv("RECONTACT_REGION", "eu-west-1").getRegion())
                .isEqualTo("eu-west-1");
        assertThat(container.withSetting("recontact.region", "eu-central-1").getRegion())
                .isEqualTo("eu-central-1");
    }

    @Test
    void takesTheLastValueOfASetting() {
        container
                .withSetting("recontact.region", "eu-west-1")
                .withSetting("recontact.region", "eu-central-1")
                .configure();

        assertThat(container.getCommandParts()).containsExactly("--recontact.region=eu-central-1");
    }

    @Test
    void failsIfJobsStillRunAfterTheClockWasMoved() throws Exception {
        var service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/test-controls/v1/clock/advance", exchange -> {
            var answer = "{\"Now\":\"2031-01-01T09:00:00Z\",\"Offset\":\"PT1H\",\"JobsFinished\":false}";
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        service.start();
        try (var started = new Started(service.getAddress().getPort())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> started.advanceClock(Duration.ofHours(1)))
                    .withMessageContaining("jobs of the service still run");
        } finally {
            service.stop(0);
        }
    }

    @Test
    void hasAKeyOfItsOwn() {
        assertThat(new RecontactContainer().getSecretAccessKey()).isNotEqualTo(container.getSecretAccessKey());
    }

    /** Answers as if an engine ran it. */
    private static final class Started extends RecontactContainer {

        private final int port;

        private Started(int port) {
            this.port = port;
        }

        @Override
        public String getHost() {
            return "127.0.0.1";
        }

        @Override
        public Integer getMappedPort(int originalPort) {
            return port;
        }
    }
}
