package io.recontact.database;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;

/**
 * Writes a ZIP file for an operator. It has its name once it is complete and on disk. Only its owner may read it, where
 * files have POSIX permissions.
 */
public final class ZipFileWriter implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path draft;
    private final FileChannel channel;
    private final OutputStream stream;
    private final ZipOutputStream zip;

    private ZipFileWriter(Path target, Path draft) throws IOException {
        this.target = target;
        this.draft = draft;
        this.channel = FileChannel.open(draft, StandardOpenOption.WRITE);
        this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        this.zip = new ZipOutputStream(stream);
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /**
     * Begins a file.
     *
     * @throws StartupException if the file exists already, or its folder does not
     */
    public static ZipFileWriter create(Path file) throws IOException {
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
            return new ZipFileWriter(target, draft);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** Returns the digest for checksums of entries, SHA-256. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
    }

    /** Returns the stream that entries are written to. */
    public ZipOutputStream zip() {
        return zip;
    }

    /** Gives the file its name, unless another file has it meanwhile. */
    public void complete() throws IOException {
        zip.finish();
        stream.flush();
        channel.force(true);
        zip.close();
        Files.move(draft, target);
        DataDirectory.forceEntries(Objects.requireNonNull(target.getParent()));
    }

    /** Deletes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(draft);
    }
}
