package io.recontact.cell;

import io.recontact.api.InstanceId;
import io.recontact.api.InstanceTable;
import io.recontact.chat.attachment.AttachmentTransfer;
import io.recontact.startup.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Stores the archive of an instance: verifies all of it, then stores it in one transaction. */
@Component
class InstanceImport {

    private final InstanceTables tables;
    private final AttachmentTransfer attachments;
    private final Flyway flyway;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    InstanceImport(
            InstanceTables tables,
            AttachmentTransfer attachments,
            Flyway flyway,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json) {
        this.tables = tables;
        this.attachments = attachments;
        this.flyway = flyway;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
    }

    /**
     * Imports an instance, completely or not at all.
     *
     * @throws StartupException if the archive is damaged or of another schema, the cell has the instance, or one of its
     *     rows is in the way
     */
    Manifest read(Path file) throws IOException {
        try (var archive = new ArchiveReader(file, json)) {
            var manifest = archive.manifest();
            requireSameSchema(manifest);
            archive.verify();
            try {
                transaction.executeWithoutResult(_ -> {
                    try {
                        store(archive);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (DataIntegrityViolationException e) {
                throw new StartupException(
                        "Instance %s cannot be imported, because rows of this cell are in the way: %s"
                                .formatted(manifest.instanceId(), constraint(e)),
                        e);
            }
            return manifest;
        }
    }

    private void requireSameSchema(Manifest manifest) {
        var own = tables.copied().collect(Collectors.toMap(InstanceTable::name, tables::columns));
        var others =
                manifest.tables().stream().collect(Collectors.toMap(Manifest.Table::name, Manifest.Table::columns));
        if (manifest.format() != Manifest.FORMAT) {
            throw new StartupException("The archive has the format %d, and this version reads %d"
                    .formatted(manifest.format(), Manifest.FORMAT));
        }
        var schema = InstanceExport.schema(flyway);
        if (!manifest.schema().equals(schema) || !others.equals(own)) {
            throw new StartupException(
                    "The archive has the schema %s, and this cell has %s: run the same version in both cells, and export the instance again"
                            .formatted(manifest.schema(), schema));
        }
    }

    private void store(ArchiveReader archive) throws IOException {
        var manifest = archive.manifest();
        var instance = new InstanceId(manifest.instanceId());
        var known = manifest.tables().stream().collect(Collectors.toMap(Manifest.Table::name, Function.identity()));
        var copied = tables.copied().toList();
        requireNone(copied, instance);
        for (var table : copied) {
            var entry = Objects.requireNonNull(known.get(table.name()));
            try (var rows = archive.open(entry.entry())) {
                requireRows(entry, copy(tables.copyIn(table), rows), "in the archive");
            }
        }
        for (var content : manifest.contents()) {
            try (var bytes = archive.open(content.entry())) {
                if (!attachments.store(instance, content.attachmentId(), bytes)) {
                    throw new StartupException("The archive has a content of %s, which is no attachment of instance %s"
                            .formatted(content.attachmentId(), instance));
                }
            }
        }
        var missing = attachments.countWithoutContent(instance);
        if (missing > 0) {
            throw new StartupException("The archive lacks the contents of %d attachments".formatted(missing));
        }
        for (var table : copied) {
            var entry = Objects.requireNonNull(known.get(table.name()));
            requireRows(entry, tables.count(table, instance), "of instance " + instance);
        }
    }

    /** The first table is that of the instance itself. */
    private void requireNone(List<InstanceTable> copied, InstanceId instance) {
        if (tables.count(copied.getFirst(), instance) > 0) {
            throw new StartupException("Instance %s exists in this cell".formatted(instance));
        }
    }

    private static void requireRows(Manifest.Table table, long rows, String origin) {
        if (rows != table.rows()) {
            throw new StartupException("The manifest names %d rows of table %s, and %d are %s"
                    .formatted(table.rows(), table.name(), rows, origin));
        }
    }

    private long copy(String statement, InputStream rows) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /** The name of the constraint. The message of the server has values of the row. */
    private static String constraint(DataIntegrityViolationException failure) {
        return failure.getMostSpecificCause() instanceof PSQLException cause
                        && cause.getServerErrorMessage() != null
                        && cause.getServerErrorMessage().getConstraint() != null
                ? Objects.requireNonNull(cause.getServerErrorMessage().getConstraint())
                : "a rule of the tables";
    }
}
