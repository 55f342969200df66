package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTests {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path parent;

    @SuppressWarnings("NullAway") // filled before each test
    private Cluster cluster;

    @BeforeEach
    void nameAFolder() {
        cluster = new Cluster(new DataFolder(new DataFolderSettings(parent.toString())));
    }

    @Test
    void isUsableBeforeAnythingWasServed() {
        assertThatNoException().isThrownBy(cluster::requireUsable);
    }

    @Test
    void refusesToBeginAnewWhereADatabaseWas() throws IOException {
        cluster.markInitialized();

        assertThatExceptionOfType(RefusedStartException.class)
                .isThrownBy(cluster::requireUsable)
                .withMessageContaining("is gone: put it back, or delete");
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws IOException {
        cluster.markInitialized();
        Files.createDirectory(cluster.directory());
        Files.writeString(cluster.directory().resolve("PG_VERSION"), "17\n");

        assertThatExceptionOfType(RefusedStartException.class)
                .isThrownBy(cluster::requireUsable)
                .withMessageContaining("is of PostgreSQL 17 and this build runs 18");
    }

    @Test
    void refusesADatabaseWhosePasswordIsGone() throws IOException {
        cluster.markInitialized();
        Files.createDirectory(cluster.directory());
        Files.writeString(cluster.directory().resolve("PG_VERSION"), "18\n");

        assertThatExceptionOfType(RefusedStartException.class)
                .isThrownBy(cluster::requireUsable)
                .withMessageContaining("postgres-password back");
    }

    @Test
    void keepsPasswordAndDataOfADatabaseThatWasServed() throws IOException {
        cluster.prepare();
        var password = cluster.password();
        Files.createDirectory(cluster.directory());
        cluster.markInitialized();

        cluster.prepare();

        assertThat(cluster.password()).isEqualTo(password);
        assertThat(cluster.directory()).exists();
    }

    @Test
    void unpacksAgainWhatAKillInterrupted() throws IOException {
        cluster.prepare();
        cluster.markInitialized();
        var whole = Files.createDirectory(cluster.binaries().resolve("PG-1"));
        Files.createFile(whole.resolve(".exists"));
        var torn = Files.createDirectory(cluster.binaries().resolve("PG-2"));
        Files.writeString(torn.resolve("postgres"), "half of");

        cluster.prepare();

        assertThat(whole).exists();
        assertThat(torn).doesNotExist();
    }
}
