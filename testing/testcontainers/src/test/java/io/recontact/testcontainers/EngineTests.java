package io.recontact.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.connect.ConnectClient;
import software.amazon.awssdk.services.connect.model.InstanceSummary;

/** Runs the image. Skipped without an engine, or where nobody has built the image, which takes minutes. */
@EnabledIf("isImageBuilt")
class EngineTests {

    private static final String SHOP = "0f0c3c3a-5c0e-4d5e-9a11-6f2b1d0e7a01";

    /** Asks the command of the engine, since Testcontainers would first start a container of its own. */
    static boolean isImageBuilt() throws InterruptedException {
        try {
            var inspect = new ProcessBuilder("docker", "image", "inspect", RecontactContainer.DEFAULT_IMAGE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return inspect.waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    @Test
    void servesTheSeed() {
        try (var container = new RecontactContainer().withSeed(Path.of("../../docs/examples/seed"))) {
            container.start();

            assertThat(client(container).listInstances(request -> {}).instanceSummaryList())
                    .extracting(InstanceSummary::id)
                    .containsExactly(SHOP);
        }
    }

    private static ConnectClient client(RecontactContainer container) {
        return ConnectClient.builder()
                .endpointOverride(container.getEndpoint())
                .region(Region.of(container.getRegion()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(container.getAccessKeyId(), container.getSecretAccessKey())))
                .build();
    }
}
