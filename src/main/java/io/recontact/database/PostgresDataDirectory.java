package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The files of the embedded server in the data directory. A marker file is written after the first successful start.
 * initdb is not atomic, so the marker distinguishes a used database from one that a kill left incomplete.
 */
record PostgresDataDirectory(DataDirectory folder) {

    /** The major version of the binaries in the pom. A server cannot open the data of another version. */
    static final String MAJOR_VERSION = "18";

    /**
     * The files of the database in the data directory beside its folder: its password, and the generated access key.
     */
    static final List<String> FILES_OF_SERVICE = List.of("postgres-password", "aws-config");

    private static final int PASSWORD_BYTES = 32;

    Path directory() {
        return folder.file("postgres");
    }

    Path binaries() {
        return folder.file("postgres-binaries");
    }

    Path log() {
        return folder.file("postgres.log");
    }

    Path passwordFile() {
        return folder.file("postgres-password");
    }

    /** Exists once a database is usable. */
    Path marker() {
        return folder.file("postgres.initialized");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses a database that was in use but cannot be opened now. An empty one in its place would look like lost data.
     */
    void requireUsable() {
        if (!isInitialized()) {
            return;
        }
        if (!Files.isDirectory(directory())) {
            throw new StartupException(
                    "The database in %s is missing: restore it, or delete %s to start with an empty one"
                            .formatted(directory(), marker()));
        }
        var version = version();
        if (!version.equals(MAJOR_VERSION)) {
            throw new StartupException(
                    "The database in %s is of PostgreSQL %s and this build runs %s: dump it with the old build, or set RECONTACT_DATA_DIR to another directory"
                            .formatted(directory(), version, MAJOR_VERSION));
        }
        if (!Files.isRegularFile(passwordFile())) {
            throw new StartupException(
                    "The password of the database in %s is missing: restore %s".formatted(directory(), passwordFile()));
        }
    }

    /** Prepares a start with the existing data or from nothing. */
    void prepare() throws IOException {
        if (!isInitialized()) {
            FileSystemUtils.deleteRecursively(directory());
            FileSystemUtils.deleteRecursively(binaries());
            folder.writePrivately("postgres-password", randomPassword());
        }
        discardUnfinishedBinaries();
        folder.writePrivately("postgres.log", "");
    }

    /** Writes the marker after a successful start. */
    void markInitialized() throws IOException {
        if (!isInitialized()) {
            folder.writePrivately(marker().getFileName().toString(), MAJOR_VERSION);
        }
    }

    private boolean isInitialized() {
        return Files.exists(marker());
    }

    private String version() {
        var file = directory().resolve("PG_VERSION");
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "unknown version";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes incompletely unpacked binaries. The library treats every existing file as complete, also after a kill
     * during unpacking; it writes {@code .exists} at the end.
     */
    private void discardUnfinishedBinaries() throws IOException {
        // The library makes it writable for everybody, which is harmless while nobody else may enter it.
        DataDirectory.makePrivate(binaries());
        List<Path> unfinished;
        try (var unpacked = Files.list(binaries())) {
            unfinished = unpacked.filter(each -> Files.notExists(each.resolve(".exists")))
                    .toList();
        }
        for (var each : unfinished) {
            FileSystemUtils.deleteRecursively(each);
        }
    }

    private static String randomPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
