package io.recontact.history.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Stores transcripts in a folder that all nodes share. A file gets its name when it is complete and on disk. */
final class FolderTranscriptStore implements TranscriptStore {

    private final Path root;

    FolderTranscriptStore(Path root) {
        this.root = root;
    }

    @Override
    public void put(String key, SpooledTranscript transcript, int attempt) throws IOException {
        var file = root.resolve(key);
        var folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        // A killed node may have left the file of the attempt before.
        Files.deleteIfExists(temporary(file, attempt - 1));
        var temporary = temporary(file, attempt);
        try {
            copy(transcript.content(), temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        var file = root.resolve(key);
        // All files are below this folder. Without it, the file system is most likely not mounted.
        if (!Files.isDirectory(root.resolve(Path.of(key).getName(0)))) {
            throw new NotDirectoryException("The folder of transcripts is missing");
        }
        var folder = Objects.requireNonNull(file.getParent());
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.deleteIfExists(file);
        try (var attempts = Files.newDirectoryStream(folder, other -> isTemporary(other, file))) {
            for (var attempt : attempts) {
                Files.deleteIfExists(attempt);
            }
        }
        sync(folder);
    }

    @Override
    public String name() {
        return "file://" + root.toAbsolutePath().normalize();
    }

    private static void copy(FileChannel content, Path file) throws IOException {
        try (var target = FileChannel.open(
                file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            long copied = 0;
            while (copied < content.size()) {
                copied += content.transferTo(copied, content.size() - copied, target);
            }
            target.force(true);
        }
    }

    /** Makes a new or removed name survive a loss of power. */
    private static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) { // others cannot open folders
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static Path temporary(Path file, int attempt) {
        return file.resolveSibling(".%s.%d.tmp".formatted(file.getFileName(), attempt));
    }

    private static boolean isTemporary(Path other, Path file) {
        var name = String.valueOf(other.getFileName());
        return name.startsWith(".%s.".formatted(file.getFileName())) && name.endsWith(".tmp");
    }
}
