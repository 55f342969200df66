package io.recontact.cell;

import io.recontact.database.ZipFileWriter;
import io.recontact.startup.StartupException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the archive of an instance. */
final class ArchiveReader implements Closeable {

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    /**
     * Opens an archive.
     *
     * @throws StartupException if the file is no archive of an instance
     */
    ArchiveReader(Path file, JsonMapper json) throws IOException {
        this.file = file;
        try {
            this.zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw broken(file, "it is no complete ZIP file", e);
        }
        try (var stream = open(Manifest.NAME)) {
            this.manifest = json.readValue(stream, Manifest.class);
        } catch (IOException | JacksonException | StartupException e) {
            zip.close();
            throw broken(file, "it has no valid manifest", e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * Reads the whole archive once.
     *
     * @throws StartupException if it has another content than its manifest says
     */
    void verify() throws IOException {
        var named = Stream.concat(
                        Stream.of(Manifest.NAME),
                        Stream.concat(
                                manifest.tables().stream().map(Manifest.Table::entry),
                                manifest.contents().stream().map(Manifest.Content::entry)))
                .collect(Collectors.toSet());
        var found = zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        if (!found.equals(named)) {
            throw broken(file, "it has other entries than its manifest names", null);
        }
        for (var table : manifest.tables()) {
            verify(table.entry(), table.sha256());
        }
        for (var content : manifest.contents()) {
            verify(content.entry(), content.sha256());
        }
    }

    private void verify(String entry, String sha256) throws IOException {
        try (var stream = new DigestInputStream(open(entry), ZipFileWriter.newDigest())) {
            stream.transferTo(OutputStream.nullOutputStream());
            if (!HexFormat.of().formatHex(stream.getMessageDigest().digest()).equals(sha256)) {
                throw broken(file, entry + " differs from its checksum", null);
            }
        } catch (IOException e) {
            throw broken(file, entry + " is damaged", e);
        }
    }

    InputStream open(String entry) throws IOException {
        var found = zip.getEntry(entry);
        if (found == null) {
            throw broken(file, entry + " is missing", null);
        }
        return zip.getInputStream(found);
    }

    private static StartupException broken(Path file, String reason, @Nullable Exception cause) {
        var sentence = "The file %s is not the archive of an instance, or is damaged: %s".formatted(file, reason);
        return cause == null ? new StartupException(sentence) : new StartupException(sentence, cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
