package io.recontact.cell;

import io.recontact.database.ZipFileWriter;
import io.recontact.startup.StartupException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.zip.ZipEntry;

/** Writes the archive of an instance, a ZIP file. */
final class ArchiveWriter implements Closeable {

    private final ZipFileWriter file;

    private ArchiveWriter(ZipFileWriter file) {
        this.file = file;
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
        return new ArchiveWriter(ZipFileWriter.create(file));
    }

    /** Adds an entry, and returns the SHA-256 digest of its content. */
    String add(String name, Entry entry) throws IOException {
        var zip = file.zip();
        zip.putNextEntry(new ZipEntry(name));
        var digest = new DigestOutputStream(zip, ZipFileWriter.newDigest());
        entry.writeTo(digest);
        zip.closeEntry();
        return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }

    /** Gives the file its name, unless another file has it meanwhile. */
    void complete() throws IOException {
        file.complete();
    }

    /** Deletes the file unless it is complete. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
