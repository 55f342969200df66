package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup: a ZIP file with the files of the data directory under their names in it, and the marker of a usable
 * database as its last entry. It has its final name once it is complete and on disk. Only its owner may read it.
 */
final class BackupArchive implements Closeable {

    /** The folder of attachments in files, which need not be in the data directory. */
    static final String ATTACHMENTS = "attachments/";

    /** The last entry but one: the SHA-256 digest of the names and contents of the entries before it. */
    static final String DIGEST = "backup.sha256";

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path draft;
    private final FileChannel channel;
    private final OutputStream stream;
    private final ZipOutputStream zip;
    private final MessageDigest digest = newDigest();

    private BackupArchive(Path target, Path draft) throws IOException {
        this.target = target;
        this.draft = draft;
        this.channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        this.zip = new ZipOutputStream(stream);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /**
     * Begins a backup.
     *
     * @throws StartupException if the file exists already, or its folder does not
     */
    static BackupArchive create(Path file) throws IOException {
        var target = file.toAbsolutePath().normalize();
        var folder = target.getParent();
        if (Files.exists(target)) {
            throw new StartupException("The file %s exists already: choose another name".formatted(target));
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StartupException("The folder of %s does not exist: create it".formatted(target));
        }
        // Java makes it readable by the owner only.
        return new BackupArchive(target, Files.createTempFile(folder, target.getFileName() + ".", ".tmp"));
    }

    /** Adds an empty folder. */
    void addFolder(String name) throws IOException {
        begin(name + "/");
        zip.closeEntry();
    }

    /** Adds a file; does nothing if it does not exist any more. */
    void addFile(String name, Path file) throws IOException {
        try (var content = open(file)) {
            if (content != null) {
                begin(name);
                content.transferTo(new DigestOutputStream(zip, digest));
                zip.closeEntry();
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
        zip.write(bytes);
        digest.update(bytes);
        zip.closeEntry();
    }

    private void begin(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        digest.update(name.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
    }

    /** Adds the digest and the marker, and gives the file its name. */
    void complete(String marker, String content) throws IOException {
        addText(DIGEST, HexFormat.of().formatHex(digest.digest()));
        addText(marker, content);
        zip.finish();
        stream.flush();
        channel.force(true);
        zip.close();
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        DataDirectory.forceEntries(Objects.requireNonNull(target.getParent()));
    }

    /** Deletes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
