package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Restores a {@link BackupArchive} into a data directory without a database. The next start recovers the database. */
final class DatabaseRestore {

    private final DataDirectory folder;
    private final PostgresDataDirectory files;
    private final @Nullable Path attachments;
    private final MessageDigest digest = ZipFileWriter.newDigest();

    private DatabaseRestore(DataDirectory folder, @Nullable Path attachments) {
        this.folder = folder;
        this.files = new PostgresDataDirectory(folder);
        this.attachments = attachments;
    }

    /**
     * Restores a backup. A backup that is damaged or incomplete leaves no database.
     *
     * @param attachments the folder of attachments in files; null if they are in the database
     * @throws StartupException if the data directory has a database or is in use, or the backup cannot be restored
     */
    static void read(Path backup, DataDirectory folder, @Nullable Path attachments) throws IOException {
        if (!Files.isRegularFile(backup)) {
            throw new StartupException("The backup %s does not exist".formatted(backup));
        }
        try (var _ = DataDirectoryLock.take(folder)) {
            var restore = new DatabaseRestore(folder, attachments);
            restore.requireEmpty();
            var isComplete = false;
            try (var archive = new ZipInputStream(new BufferedInputStream(Files.newInputStream(backup)))) {
                isComplete = restore.extract(archive);
            } catch (ZipException | EOFException | IllegalArgumentException e) { // the last one for an unreadable name
                throw new StartupException("The backup %s is damaged (%s)".formatted(backup, e.getMessage()), e);
            } finally {
                if (!isComplete) {
                    restore.discard();
                }
            }
            if (!isComplete) {
                throw new StartupException("The backup %s is incomplete, or not a backup".formatted(backup));
            }
        }
    }

    private void requireEmpty() {
        if (Files.exists(files.directory()) || Files.exists(files.marker())) {
            throw new StartupException(
                    "The data directory %s has a database already: set RECONTACT_DATA_DIR to another directory"
                            .formatted(folder.path()));
        }
        for (var file : PostgresDataDirectory.FILES_OF_SERVICE) {
            if (Files.exists(folder.file(file))) {
                throw new StartupException("The file %s exists already: set RECONTACT_DATA_DIR to another directory"
                        .formatted(folder.file(file)));
            }
        }
    }

    /** Extracts all files, and returns whether the digest and the marker were among them. */
    private boolean extract(ZipInputStream archive) throws IOException {
        var isVerified = false;
        for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            var name = entry.getName();
            if (name.equals(BackupArchive.DIGEST)) {
                requireDigest(text(archive));
                isVerified = true;
                continue;
            }
            if (isVerified && name.equals(files.marker().getFileName().toString())) {
                folder.writePrivately(name, text(archive)); // the last entry
                return true;
            }
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            var content = new DigestInputStream(archive, digest);
            if (PostgresDataDirectory.FILES_OF_SERVICE.contains(name)) {
                folder.writePrivately(name, text(content));
            } else if (name.startsWith(BackupArchive.ATTACHMENTS)) {
                extract(content, attachment(name));
            } else if (entry.isDirectory()) {
                DataDirectory.makePrivate(within(files.directory(), name, "postgres/"));
            } else {
                extract(content, within(files.directory(), name, "postgres/"));
            }
        }
        return false;
    }

    /** The ZIP format has checksums of contents, but not of names. */
    private void requireDigest(String expected) {
        if (!HexFormat.of().formatHex(digest.digest()).equals(expected)) {
            throw new StartupException("The backup is damaged (its digest differs)");
        }
    }

    private Path attachment(String name) throws IOException {
        if (attachments == null) {
            throw new StartupException("The backup has attachments in files:"
                    + " set RECONTACT_ATTACHMENTS_STORE and RECONTACT_ATTACHMENTS_PATH as for the service");
        }
        var file = within(attachments, name, BackupArchive.ATTACHMENTS);
        var parent = file.getParent();
        if (parent != null) {
            DataDirectory.makePrivate(parent);
        }
        return file;
    }

    private static Path within(Path root, String name, String prefix) {
        var file = root.resolve(name.substring(Math.min(prefix.length(), name.length())))
                .normalize();
        if (!name.startsWith(prefix) || !file.startsWith(root.normalize())) {
            throw new StartupException("The backup is damaged (it has an entry that no backup has)");
        }
        return file;
    }

    private static void extract(InputStream content, Path file) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            content.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private static String text(InputStream content) throws IOException {
        return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Leaves attachments, which nothing refers to. */
    private void discard() throws IOException {
        FileSystemUtils.deleteRecursively(files.directory());
        for (var file : PostgresDataDirectory.FILES_OF_SERVICE) {
            Files.deleteIfExists(folder.file(file));
        }
    }
}
