package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.util.StringUtils;

/**
 * The commands {@code backup FILE} and {@code restore FILE} of the embedded database. They run instead of the service,
 * before its context is refreshed, and so beside a service that holds the port and the lock.
 */
enum BackupCommand {
    /** Writes a backup while the service runs, or starts the server for it. */
    BACKUP {
        @Override
        void run(DataDirectory folder, @Nullable Path attachments, Path file) throws IOException {
            var files = new PostgresDataDirectory(folder);
            files.requireUsable();
            if (!Files.exists(files.marker())) {
                throw new StartupException("The data directory %s has no database".formatted(folder.path()));
            }
            var lock = DataDirectoryLock.takeIfFree(folder);
            if (lock.isEmpty()) {
                DatabaseBackup.write(files, EmbeddedDatabase.urlOfRunning(files), attachments, file);
            } else {
                // Also ends the server of a killed service.
                try (var database = EmbeddedDatabase.start(files, lock.get(), () -> System.exit(1))) {
                    DatabaseBackup.write(files, database.getJdbcUrl(), attachments, file);
                }
            }
            System.out.printf("Backed up %s to %s%n", folder.path(), file.toAbsolutePath());
        }
    },
    /** Restores a backup into an empty data directory. */
    RESTORE {
        @Override
        void run(DataDirectory folder, @Nullable Path attachments, Path file) throws IOException {
            DatabaseRestore.read(file, folder, attachments);
            System.out.printf("Restored %s to %s%n", file.toAbsolutePath(), folder.path());
        }
    };

    abstract void run(DataDirectory folder, @Nullable Path attachments, Path file) throws IOException;

    /** Runs the command that the first argument names, if it names one. Returns whether it does. */
    static boolean run(String[] arguments, DataDirectory folder, Environment environment) {
        var words = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        var command = find(words);
        if (command.isEmpty()) {
            return false;
        }
        if (words.size() != 2) {
            throw new StartupException("The only form of this command is: %s FILE".formatted(words.getFirst()));
        }
        if (StringUtils.hasText(environment.getProperty("spring.datasource.url"))) {
            throw new StartupException(
                    "The command %s is for the embedded database: use pg_dump or pg_basebackup for another one"
                            .formatted(words.getFirst()));
        }
        try {
            command.get().run(folder, attachments(environment), Path.of(words.getLast()));
        } catch (IOException | DataAccessException e) {
            throw new StartupException("The command %s failed (%s)".formatted(words.getFirst(), e), e);
        }
        return true;
    }

    private static Optional<BackupCommand> find(List<String> words) {
        return Arrays.stream(values())
                .filter(command -> !words.isEmpty()
                        && words.getFirst().equals(command.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The settings of the module chat, whose beans do not exist here. */
    private static @Nullable Path attachments(Environment environment) {
        var isInFiles =
                environment.getProperty("recontact.attachments.store", "").equalsIgnoreCase("files");
        var path = environment.getProperty("recontact.attachments.path", "");
        return isInFiles && StringUtils.hasText(path)
                ? Path.of(path).toAbsolutePath().normalize()
                : null;
    }
}
