package io.recontact.security;

import io.recontact.database.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generated access key, kept as an <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS
 * shared config file</a> that only its owner can read.
 */
record AwsConfigFile(DataDirectory folder, GeneratedAccessKey content) {

    private static final Logger log = LoggerFactory.getLogger(AwsConfigFile.class);

    private static final String NAME = "aws-config";

    /** Reads the key from the folder and generates it if there is none. */
    static AwsConfigFile open(DataDirectory folder, @Nullable String region) {
        var path = folder.file(NAME);
        try {
            if (Files.notExists(path)) {
                create(folder, GeneratedAccessKey.random(region));
            }
            // Read again even after generating it: of two concurrent first starts, one wins.
            return new AwsConfigFile(folder, GeneratedAccessKey.parse(Files.readString(path), region));
        } catch (IOException e) {
            throw new UncheckedIOException("The access key cannot be kept in %s".formatted(path), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "%s contains no access key; delete the file to generate a new one".formatted(path), e);
        }
    }

    Path path() {
        return folder.file(NAME);
    }

    AccessKey key() {
        return content.key();
    }

    /** Writes the address of the service into the file. */
    void writeEndpoint(URI endpoint) {
        var text = content.text(endpoint);
        try {
            if (!Files.readString(path()).equals(text)) {
                folder.writePrivately(NAME, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The endpoint cannot be written to %s".formatted(path()), e);
        }
    }

    private static void create(DataDirectory folder, GeneratedAccessKey key) throws IOException {
        var path = folder.file(NAME);
        var complete = Files.createTempFile(folder.path(), NAME, ".tmp"); // Java makes it readable by the owner only
        try {
            Files.writeString(complete, key.text(null), StandardOpenOption.SYNC);
            publish(complete, path);
            log.info("Generated the access key {} and wrote it to {}", key.key().id(), path);
        } catch (FileAlreadyExistsException _) {
            // Another process was faster. Its key counts.
        } finally {
            Files.deleteIfExists(complete);
        }
    }

    // A hard link never replaces a file, in one step. A move without replacing first looks and then moves.
    private static void publish(Path complete, Path path) throws IOException {
        try {
            Files.createLink(path, complete);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException _) {
            // FAT and some network file systems have no links.
            Files.move(complete, path);
        }
    }
}
