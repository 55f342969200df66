package io.recontact.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that are closed to other users from the moment they exist, where the file system knows users. */
final class OwnerOnly {

    private OwnerOnly() {}

    /** Makes sure of a folder, and of those above it. */
    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, permissions(folder, "rwx------"));
    }

    /** A new, empty file, to be moved to its name once it is complete. */
    static Path createTemporary(Path folder) throws IOException {
        return Files.createTempFile(folder, "aws-config", ".tmp", permissions(folder, "rw-------"));
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
