package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;

class DataDirectoryTests {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path parent;

    @Test
    void defaultsToData() {
        assertThat(new Binder().bindOrCreate("recontact", DataDirectoryProperties.class))
                .isEqualTo(new DataDirectoryProperties("./data"));
    }

    @Test
    void createsTheFolderOnFirstUse() {
        var path = parent.resolve("some/where");
        var folder = new DataDirectory(new DataDirectoryProperties(path.toString()));
        assertThat(path).doesNotExist();

        assertThat(folder.path()).isAbsolute().isDirectory();
        assertThat(folder.file("key")).isEqualTo(folder.path().resolve("key"));
    }

    @Test
    void isTheSameFolderThroughALink() throws IOException {
        var folder = new DataDirectory(new DataDirectoryProperties(parent.toString()));
        var link = Files.createSymbolicLink(parent.resolve("link"), parent);

        assertThat(new DataDirectory(new DataDirectoryProperties(link.toString())).path())
                .isEqualTo(folder.path());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isAccessibleToItsOwnerOnly() throws IOException {
        var folder = new DataDirectory(
                new DataDirectoryProperties(parent.resolve("data").toString()));
        var secret = folder.writePrivately("secret", "hush");

        assertThat(permissions(folder.path())).isEqualTo("rwx------");
        assertThat(permissions(secret)).isEqualTo("rw-------");
    }

    @Test
    void replacesAFileAtomically() throws IOException {
        var folder = new DataDirectory(
                new DataDirectoryProperties(parent.resolve("data").toString()));
        folder.writePrivately("note", "long and old");

        assertThat(folder.writePrivately("note", "new")).hasContent("new");
        assertThat(folder.path()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void namesTheRemedyForAnUnusableFolder() throws IOException {
        var file = Files.createFile(parent.resolve("file"));
        var folder = new DataDirectory(
                new DataDirectoryProperties(file.resolve("data").toString()));

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(folder::path)
                .withMessageContaining(file.toString())
                .withMessageContaining("RECONTACT_DATA_DIR");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
