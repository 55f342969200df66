package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The exclusive right of this process to the database in the data directory. The operating system releases it when the
 * process ends, also by a kill. The server processes do not inherit it.
 */
final class DataDirectoryLock implements AutoCloseable {

    // Far behind the text: on Windows a locked region cannot be read, and other processes read the text.
    private static final long POSITION = Long.MAX_VALUE - 1;

    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks the data directory.
     *
     * @throws StartupException if another process holds the lock
     */
    static DataDirectoryLock take(DataDirectory folder) {
        return lock(folder, holder -> {
                    throw new StartupException(
                            "The data directory %s is in use by process %s: stop that process, or set RECONTACT_DATA_DIR to another directory"
                                    .formatted(folder.path(), holder));
                })
                .orElseThrow();
    }

    /** Locks the data directory; empty if another process holds the lock. */
    static Optional<DataDirectoryLock> takeIfFree(DataDirectory folder) {
        return lock(folder, _ -> {});
    }

    private static Optional<DataDirectoryLock> lock(DataDirectory folder, Consumer<String> inUse) {
        var file = folder.file("lock");
        try {
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!canTake(channel)) {
                try (channel) {
                    inUse.accept(holder(channel));
                    return Optional.empty();
                }
            }
            channel.truncate(0);
            channel.write(text(Long.toString(ProcessHandle.current().pid())));
            return Optional.of(new DataDirectoryLock(channel));
        } catch (IOException e) {
            throw new StartupException(
                    "The data directory %s cannot be locked (%s): set RECONTACT_DATA_DIR to a writable directory"
                            .formatted(folder.path(), e),
                    e);
        }
    }

    private static boolean canTake(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(POSITION, 1, false) != null;
        } catch (OverlappingFileLockException _) {
            return false; // this process holds it already
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var pid = ByteBuffer.allocate(LONGEST_PID);
        channel.read(pid, 0);
        return StandardCharsets.UTF_8.decode(pid.flip()).toString();
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
