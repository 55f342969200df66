package io.recontact.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDataDirectoryTests {

    @TempDir
    @SuppressWarnings("NullAway") // JUnit fills it
    private Path parent;

    @SuppressWarnings("NullAway") // filled before each test
    private PostgresDataDirectory dataDirectory;

    @BeforeEach
    void nameAFolder() {
        dataDirectory = new PostgresDataDirectory(new DataDirectory(new DataDirectoryProperties(parent.toString())));
    }

    @Test
    void isUsableBeforeTheFirstStart() {
        assertThatNoException().isThrownBy(dataDirectory::requireUsable);
    }

    @Test
    void refusesToRecreateALostDatabase() throws IOException {
        dataDirectory.markInitialized();

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(dataDirectory::requireUsable)
                .withMessageContaining("is missing: restore it, or delete");
    }

    @Test
    void refusesTheDataOfAnotherMajorVersion() throws IOException {
        dataDirectory.markInitialized();
        Files.createDirectory(dataDirectory.directory());
        Files.writeString(dataDirectory.directory().resolve("PG_VERSION"), "17\n");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(dataDirectory::requireUsable)
                .withMessageContaining("is of PostgreSQL 17 and this build runs 18");
    }

    @Test
    void refusesADatabaseWithoutItsPassword() throws IOException {
        dataDirectory.markInitialized();
        Files.createDirectory(dataDirectory.directory());
        Files.writeString(dataDirectory.directory().resolve("PG_VERSION"), "18\n");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(dataDirectory::requireUsable)
                .withMessageContaining("postgres-password");
    }

    @Test
    void keepsPasswordAndDataAfterTheFirstStart() throws IOException {
        dataDirectory.prepare();
        var password = dataDirectory.password();
        Files.createDirectory(dataDirectory.directory());
        dataDirectory.markInitialized();

        dataDirectory.prepare();

        assertThat(dataDirectory.password()).isEqualTo(password);
        assertThat(dataDirectory.directory()).exists();
    }

    @Test
    void repeatsAnInterruptedUnpacking() throws IOException {
        dataDirectory.prepare();
        dataDirectory.markInitialized();
        var whole = Files.createDirectory(dataDirectory.binaries().resolve("PG-1"));
        Files.createFile(whole.resolve(".exists"));
        var torn = Files.createDirectory(dataDirectory.binaries().resolve("PG-2"));
        Files.writeString(torn.resolve("postgres"), "half of");

        dataDirectory.prepare();

        assertThat(whole).exists();
        assertThat(torn).doesNotExist();
    }
}
