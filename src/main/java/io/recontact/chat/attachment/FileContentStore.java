package io.recontact.chat.attachment;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Stores contents in files of a folder that all nodes share. Their names are the ids; only the user of the service can
 * read them.
 */
@Component
class FileContentStore implements ContentStore {

    private final @Nullable Path root;

    FileContentStore(AttachmentProperties settings) {
        this.root = settings.path();
        if (settings.store() == AttachmentProperties.Store.FILES) {
            requireUsable(Objects.requireNonNull(root));
        }
    }

    private static void requireUsable(Path folder) {
        try {
            Files.createDirectories(folder, owned(folder, "rwx------"));
            // All nodes use one name, so that crashes leave at most this one file.
            var probe = folder.resolve("start.tmp");
            Files.write(probe, new byte[0]);
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            throw new StartupException("recontact.attachments.path: %s cannot be written".formatted(folder), e);
        }
    }

    @Override
    public StoredContent create(ContentId id) {
        var content = new StoredContent(id, null);
        var folder = folder(content);
        try {
            Files.createDirectories(folder, owned(folder, "rwx------"));
            Files.createFile(file(content), owned(folder, "rw-------"));
            return content;
        } catch (IOException e) {
            throw broken(content, e);
        }
    }

    @Override
    public boolean write(StoredContent content, long offset, byte[] piece) {
        // Never creates the file: if it was deleted, nothing would delete it again.
        try (var channel = FileChannel.open(file(content), StandardOpenOption.WRITE)) {
            var rest = ByteBuffer.wrap(piece);
            while (rest.hasRemaining()) {
                channel.write(rest, offset + rest.position());
            }
            return true;
        } catch (NoSuchFileException _) {
            // A newer upload has discarded this one.
            return false;
        } catch (IOException e) {
            throw broken(content, e);
        }
    }

    @Override
    public void sync(StoredContent content) {
        try (var channel = FileChannel.open(file(content), StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (NoSuchFileException _) {
            // Discarded, so there is nothing to sync.
        } catch (IOException e) {
            throw broken(content, e);
        }
    }

    @Override
    public byte[] read(StoredContent content, long offset, int length) {
        try (var channel = FileChannel.open(file(content), StandardOpenOption.READ)) {
            var piece = ByteBuffer.allocate(Math.clamp(channel.size() - offset, 0, length));
            while (piece.hasRemaining() && channel.read(piece, offset + piece.position()) >= 0) {
                // A read may return fewer bytes than requested.
            }
            return piece.array();
        } catch (IOException e) {
            throw broken(content, e);
        }
    }

    @Override
    public void delete(StoredContent content) {
        try {
            Files.deleteIfExists(file(content));
        } catch (IOException e) {
            throw broken(content, e);
        }
    }

    private Path file(StoredContent content) {
        return folder(content).resolve(content.id().toString());
    }

    /** The last digits of an id are random, so files spread evenly over 256 folders. */
    private Path folder(StoredContent content) {
        if (root == null) {
            throw new IllegalStateException(
                    "Content %s is in a file, but recontact.attachments.path is not set".formatted(content.id()));
        }
        var name = content.id().toString();
        return root.resolve(name.substring(name.length() - 2));
    }

    private static FileAttribute<?>[] owned(Path folder, String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static UncheckedIOException broken(StoredContent content, IOException e) {
        return new UncheckedIOException("Cannot access the file of content %s".formatted(content.id()), e);
    }
}
