package io.recontact.cell;

import io.recontact.startup.StartupException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the archive of an instance, a ZIP file. It has its name once it is complete and on disk. Only its owner may
 * read it, where files have POSIX permissions.
 */
final class ArchiveWriter implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path draft;
    private final FileChannel channel;
    private final OutputStream stream;
    private final ZipOutputStream zip;

    private ArchiveWriter(Path target, Path draft) throws IOException {
        this.target = target;
        this.draft = draft;
        this.channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        this.zip = new ZipOutputStream(stream);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Writes the content of an entry. */
    @FunctionalInterface
    interface Entry {
        void writeTo(OutputStream target) throws IOException;
    }

    /**
     * Begins an archive.
     *
     * @throws StartupException if the file exists already, or its folder does not
     */
    static ArchiveWriter create(Path file) throws IOException {
        var target = file.toAbsolutePath().normalize();
        var folder = target.getParent();
        if (Files.exists(target)) {
            throw new StartupException("The file %s exists already: choose another name".formatted(target));
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new StartupException("The folder of %s does not exist: create it".formatted(target));
        }
        // Java makes it readable by the owner only.
        var draft = Files.createTempFile(folder, target.getFileName() + ".", ".tmp");
        try {
            return new ArchiveWriter(target, draft);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** Adds an entry, and returns the SHA-256 digest of its content. */
    String add(String name, Entry entry) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        var digest = new DigestOutputStream(zip, newDigest());
        entry.writeTo(digest);
        zip.closeEntry();
        return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
    }

    /** Gives the file its name, unless another file has it meanwhile. */
    void complete() throws IOException {
        zip.finish();
        stream.flush();
        channel.force(true);
        zip.close();
        Files.move(draft, target);
        forceEntries(Objects.requireNonNull(target.getParent()));
    }

    /** A file is only as durable as its directory entry. */
    private static void forceEntries(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) { // Windows opens no directories
            try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
        }
    }

    /** Deletes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
