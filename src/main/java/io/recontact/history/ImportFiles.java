package io.recontact.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The files of an import. An archive, whose name ends with {@code .zip}, counts as a folder, and a file whose name ends
 * with {@code .gz} is decompressed.
 */
final class ImportFiles {

    private static final String MANIFEST = "manifest.json";
    private static final Pattern ATTACHMENT =
            Pattern.compile("(?s).*attachments[/\\\\]([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private ImportFiles() {}

    /** Receives each file. */
    interface Visitor {

        /**
         * Receives a file.
         *
         * @param source its path; for the entry of an archive, the path of the archive and of the entry
         * @param file the file, which is valid during this call
         */
        void visit(String source, Path file) throws IOException;
    }

    /**
     * Passes on a file, or all files of a folder and of those below it, except for manifests. An archive that cannot be
     * opened is passed on as a file.
     */
    static void forEach(Path path, Visitor visitor) throws IOException {
        forEach("", path, visitor);
    }

    private static void forEach(String archive, Path path, Visitor visitor) throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var source = archive + file;
                if (file.endsWith(MANIFEST)) {
                    continue;
                }
                if (!source.endsWith(".zip") || !visitEntries(source, file, visitor)) {
                    visitor.visit(source, file);
                }
            }
        }
    }

    private static boolean visitEntries(String source, Path archive, Visitor visitor) throws IOException {
        try (var entries = FileSystems.newFileSystem(archive)) {
            for (var root : entries.getRootDirectories()) {
                forEach(source, root, visitor);
            }
            return true;
        } catch (ZipException _) {
            return false; // reading it as a file reports it
        }
    }

    /** Returns the content of a file, decompressed. */
    static InputStream open(Path file, InputStream content) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return content;
        }
        try {
            return new GZIPInputStream(content);
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    /** Returns whether a file may have line breaks within a value. */
    static boolean isDocument(String source) {
        return source.endsWith(".json") || source.endsWith(".json.gz");
    }

    /** Returns the id of the attachment whose content a file is, as exports of customers name it. */
    static Optional<UUID> attachment(String source) {
        var name = ATTACHMENT.matcher(source);
        return name.matches() ? Optional.of(UUID.fromString(name.group(1))) : Optional.empty();
    }
}
