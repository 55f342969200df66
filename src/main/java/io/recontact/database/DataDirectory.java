package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.stereotype.Component;

/**
 * The directory of the service's own files: the embedded database and the generated access key. It is created on first
 * use, so a service with an external database and configured keys needs none.
 */
@Component
public class DataDirectory {

    private final Path configured;

    DataDirectory(DataDirectoryProperties settings) {
        this.configured = Path.of(settings.dataDir()).toAbsolutePath().normalize();
    }

    /** Creates a data directory at a path instead of the configured one. */
    public static DataDirectory at(Path path) {
        return new DataDirectory(new DataDirectoryProperties(path.toString()));
    }

    /** Returns its absolute path, with links resolved. Creates the directory if it does not exist. */
    public Path path() {
        try {
            makePrivate(configured);
            return configured.toRealPath();
        } catch (IOException e) {
            throw new StartupException(
                    "The data directory %s cannot be used (%s): set RECONTACT_DATA_DIR to a writable directory"
                            .formatted(configured, e),
                    e);
        }
    }

    /** Returns the path of a file in it. Creates the directory, but not the file. */
    public Path file(String name) {
        return path().resolve(name);
    }

    /**
     * Writes a file that only its owner may read. The write is atomic, and the file is on disk when this method
     * returns.
     */
    public Path writePrivately(String name, String content) throws IOException {
        var folder = path();
        var file = folder.resolve(name);
        var draft = Files.createTempFile(folder, name, ".tmp"); // Java makes it readable by the owner only
        try {
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        forceEntries(folder);
        return file;
    }

    /** Creates a directory that only its owner may enter. An existing directory keeps its permissions. */
    static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        var parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        // Not createDirectory, which fails if another process was faster.
        if (hasOwners(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean hasOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** A file is only as durable as its directory entry. */
    static void forceEntries(Path folder) throws IOException {
        if (!hasOwners(folder)) {
            return; // Windows does not need this and cannot open a directory as a file
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
