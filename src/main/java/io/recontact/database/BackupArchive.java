package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup: a ZIP file with the files of the data directory under their names in it, and the marker of a usable
 * database as its last entry.
 */
final class BackupArchive implements Closeable {

    /** The folder of attachments in files, which need not be in the data directory. */
    static final String ATTACHMENTS = "attachments/";

    /** The last entry but one: the SHA-256 digest of the names and contents of the entries before it. */
    static final String DIGEST = "backup.sha256";

    private final ZipFileWriter file;
    private final MessageDigest digest = ZipFileWriter.newDigest();

    private BackupArchive(ZipFileWriter file) {
        this.file = file;
    }

    /**
     * Begins a backup.
     *
     * @throws StartupException if the file exists already, or its folder does not
     */
    static BackupArchive create(Path file) throws IOException {
        return new BackupArchive(ZipFileWriter.create(file));
    }

    /** Adds an empty folder. */
    void addFolder(String name) throws IOException {
        begin(name + "/");
        file.zip().closeEntry();
    }

    /** Adds a file; does nothing if it does not exist any more. */
    void addFile(String name, Path source) throws IOException {
        try (var content = open(source)) {
            if (content != null) {
                begin(name);
                content.transferTo(new DigestOutputStream(file.zip(), digest));
                file.zip().closeEntry();
            }
        }
    }

    private static @Nullable InputStream open(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException _) {
            return null;
        }
    }

    /** Adds a file with a text as its content. */
    void addText(String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.UTF_8);
        begin(name);
        file.zip().write(bytes);
        digest.update(bytes);
        file.zip().closeEntry();
    }

    private void begin(String name) throws IOException {
        file.zip().putNextEntry(new ZipEntry(name));
        digest.update(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the digest and the marker, and gives the file its name. */
    void complete(String marker, String content) throws IOException {
        addText(DIGEST, HexFormat.of().formatHex(digest.digest()));
        addText(marker, content);
        file.complete();
    }

    /** Deletes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
