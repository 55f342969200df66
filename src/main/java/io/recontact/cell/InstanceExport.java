package io.recontact.cell;

import io.recontact.api.CellProperties;
import io.recontact.api.InstanceId;
import io.recontact.api.InstanceTable;
import io.recontact.chat.attachment.AttachmentTransfer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes the rows and contents of an instance to an archive, as one snapshot of the database. */
@Component
class InstanceExport {

    private final InstanceTables tables;
    private final InstanceDrain drain;
    private final AttachmentTransfer attachments;
    private final CellProperties cell;
    private final Flyway flyway;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate snapshot;
    private final JsonMapper json;
    private final Clock clock;

    InstanceExport(
            InstanceTables tables,
            InstanceDrain drain,
            AttachmentTransfer attachments,
            CellProperties cell,
            Flyway flyway,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            Clock clock) {
        this.tables = tables;
        this.drain = drain;
        this.attachments = attachments;
        this.cell = cell;
        this.flyway = flyway;
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        this.json = json;
        this.clock = clock;
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** The version of the schema, which must be that of the other cell. */
    static String schema(Flyway flyway) {
        return String.valueOf(Objects.requireNonNull(flyway.info().current()).getVersion());
    }

    /**
     * Exports an instance whose rows do not change any more, and completes the archive.
     *
     * @throws io.recontact.startup.StartupException if the instance still has open rows
     */
    Manifest write(InstanceId instance, ArchiveWriter archive) throws IOException {
        var manifest = Objects.requireNonNull(snapshot.execute(_ -> {
            drain.requireDrained(instance);
            try {
                return writeAll(instance, archive);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        archive.complete();
        return manifest;
    }

    private Manifest writeAll(InstanceId instance, ArchiveWriter archive) throws IOException {
        var copied = new ArrayList<Manifest.Table>();
        for (var table : tables.copied().toList()) {
            copied.add(write(instance, table, archive));
        }
        var contents = new ArrayList<Manifest.Content>();
        for (var attachment : attachments.withContent(instance)) {
            var digest =
                    archive.add(Manifest.Content.entry(attachment), target -> attachments.read(attachment, target));
            contents.add(new Manifest.Content(attachment, digest));
        }
        var manifest = new Manifest(
                Manifest.FORMAT, schema(flyway), instance.value(), cell.cell(), clock.instant(), copied, contents);
        archive.add(Manifest.NAME, target -> target.write(json.writeValueAsBytes(manifest)));
        return manifest;
    }

    private Manifest.Table write(InstanceId instance, InstanceTable table, ArchiveWriter archive) throws IOException {
        var rows = new long[1];
        var columns = tables.columns(table);
        var statement = InstanceTables.copyOut(table, columns, instance);
        var digest = archive.add(Manifest.Table.entry(table.name()), target -> rows[0] = copy(statement, target));
        return new Manifest.Table(table.name(), columns, rows[0], digest);
    }

    private long copy(String statement, OutputStream target) {
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement, target);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
