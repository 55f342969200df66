package io.recontact.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void hasAKeyOfItsOwn() {
        assertThat(new RecontactContainer().getSecretAccessKey()).isNotEqualTo(container.getSecretAccessKey());
    }
}
