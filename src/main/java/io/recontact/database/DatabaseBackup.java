package io.recontact.database;

import io.recontact.startup.StartupException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A base backup of the embedded server while it runs, as in <a
 * href="https://www.postgresql.org/docs/18/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">"Making a Base Backup
 * Using the Low Level API"</a>. The binaries come without {@code pg_basebackup}, and its protocol is not that of JDBC
 * (docs/decisions/0034).
 */
final class DatabaseBackup {

    /** "The contents of the directories … can be omitted": the server recreates or does not need them. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    /** Files of the running process, and caches. */
    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init", "backup_label", "tablespace_map");

    private static final String TEMPORARY = "pgsql_tmp";
    private static final String CONTROL = "global/pg_control";
    private static final Pattern WAL_FILE = Pattern.compile("[0-9A-F]{24}");
    private static final Pattern START_FILE = Pattern.compile("START WAL LOCATION: \\S+ \\(file ([0-9A-F]{24})\\)");
    private static final String PREFIX = "postgres/";

    private final PostgresDataDirectory files;
    private final JdbcClient jdbc;
    private final BackupArchive archive;

    private DatabaseBackup(PostgresDataDirectory files, JdbcClient jdbc, BackupArchive archive) {
        this.files = files;
        this.jdbc = jdbc;
        this.archive = archive;
    }

    private record Stopped(String label, String lastFile) {}

    /**
     * Writes a backup of a running server, of the generated access key, and of attachments in files. It has every
     * transaction that was committed before this method was called.
     *
     * @param url the JDBC URL of the server
     * @param attachments the folder of attachments in files; null if they are in the database
     */
    static void write(PostgresDataDirectory files, String url, @Nullable Path attachments, Path target)
            throws IOException {
        // The backup belongs to one connection: it ends with it, and so does what keeps the log.
        var connection = new SingleConnectionDataSource(url, EmbeddedDatabase.SUPERUSER, files.password(), true);
        try (var archive = BackupArchive.create(target)) {
            var backup = new DatabaseBackup(files, JdbcClient.create(connection), archive);
            backup.addServer();
            backup.addFilesOfService(attachments);
            archive.complete(files.marker().getFileName().toString(), PostgresDataDirectory.MAJOR_VERSION);
        } finally {
            connection.destroy();
        }
    }

    private void addServer() throws IOException {
        var served = jdbc.sql("select current_setting('data_directory')")
                .query(String.class)
                .single();
        if (!Files.isSameFile(Path.of(served), files.directory())) {
            throw new StartupException("The server serves %s instead of %s".formatted(served, files.directory()));
        }
        if (hasTablespaces()) {
            throw new StartupException("The database has tablespaces, which this command does not back up");
        }
        // Keeps the write-ahead log from its present checkpoint on, until the connection ends.
        jdbc.sql("select pg_create_physical_replication_slot('recontact_backup_' || pg_backend_pid(), true, true)")
                .query((_, _) -> true)
                .single();
        jdbc.sql("select pg_backup_start('recontact backup', true)")
                .query((_, _) -> true)
                .single();
        addDataFiles();
        archive.addFile(PREFIX + CONTROL, files.directory().resolve(CONTROL));
        var stopped = jdbc.sql("select labelfile, pg_walfile_name(lsn) as last_file from pg_backup_stop(false)")
                .query((row, _) -> new Stopped(row.getString("labelfile"), row.getString("last_file")))
                .single();
        archive.addText(PREFIX + "backup_label", stopped.label());
        addWriteAheadLog(stopped);
    }

    private boolean hasTablespaces() throws IOException {
        try (var links = Files.list(files.directory().resolve("pg_tblspc"))) {
            return links.findAny().isPresent();
        }
    }

    /** The server goes on writing. What is torn or missing in these files is in the write-ahead log. */
    private void addDataFiles() throws IOException {
        var root = files.directory();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var name = root.relativize(folder).toString().replace('\\', '/');
                if (folder.getFileName().toString().startsWith(TEMPORARY)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                archive.addFolder(name.isEmpty() ? "postgres" : PREFIX + name);
                return EMPTIED.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var name = root.relativize(file).toString().replace('\\', '/');
                var last = file.getFileName().toString();
                if (!LEFT_OUT.contains(last) && !last.startsWith(TEMPORARY) && !name.equals(CONTROL)) {
                    archive.addFile(PREFIX + name, file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped in the meantime
                }
                throw e;
            }
        });
    }

    /** Adds the files from the start of the backup to its end; recovery refuses a backup without any of them. */
    private void addWriteAheadLog(Stopped stopped) throws IOException {
        var start = START_FILE.matcher(stopped.label());
        if (!start.find()) {
            throw new IllegalStateException("The backup label names no file of the write-ahead log");
        }
        try (var log = Files.list(files.directory().resolve("pg_wal"))) {
            for (var file : log.sorted().toList()) {
                var name = file.getFileName().toString();
                if (WAL_FILE.matcher(name).matches()
                        && name.compareTo(start.group(1)) >= 0
                        && name.compareTo(stopped.lastFile()) <= 0) {
                    archive.addFile(PREFIX + "pg_wal/" + name, file);
                }
            }
        }
        archive.addFolder(PREFIX + "pg_wal/archive_status");
    }

    /** After the database, so that no attachment in it lacks its file. */
    private void addFilesOfService(@Nullable Path attachments) throws IOException {
        for (var file : PostgresDataDirectory.FILES_OF_SERVICE) {
            archive.addFile(file, files.folder().file(file));
        }
        if (attachments != null && Files.isDirectory(attachments)) {
            try (var contents = Files.walk(attachments)) {
                for (var file : (Iterable<Path>) contents::iterator) {
                    if (Files.isRegularFile(file)) {
                        archive.addFile(
                                BackupArchive.ATTACHMENTS
                                        + attachments
                                                .relativize(file)
                                                .toString()
                                                .replace('\\', '/'),
                                file);
                    }
                }
            }
        }
    }
}
