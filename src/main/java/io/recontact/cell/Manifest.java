package io.recontact.cell;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that an import reads: what the archive contains.
 *
 * @param format the version of the archive itself
 * @param schema the version of the schema
 * @param cell the name of the cell that wrote it; null without one
 */
record Manifest(
        int format,
        String schema,
        UUID instanceId,
        @Nullable String cell,
        Instant exportedAt,
        List<Table> tables,
        List<Content> contents) {

    /**
     * Copies the lists.
     *
     * @throws NullPointerException if something is missing
     * @throws IllegalArgumentException if a table is named twice
     */
    Manifest {
        Objects.requireNonNull(schema);
        Objects.requireNonNull(instanceId);
        tables = List.copyOf(tables);
        contents = List.copyOf(contents);
        if (tables.stream().map(Table::name).distinct().count() < tables.size()) {
            throw new IllegalArgumentException("A table is named twice");
        }
    }

    static final int FORMAT = 1;

    /** The name of the manifest in the archive. */
    static final String NAME = "manifest.json";

    /** Rows in the text format of COPY. */
    record Table(String name, List<String> columns, long rows, String sha256) {

        /** Copies the columns. */
        Table {
            Objects.requireNonNull(name);
            columns = List.copyOf(columns);
        }

        String entry() {
            return entry(name);
        }

        static String entry(String name) {
            return "tables/" + name;
        }
    }

    /** The content of an attachment. */
    record Content(UUID attachmentId, String sha256) {

        String entry() {
            return entry(attachmentId);
        }

        static String entry(UUID attachmentId) {
            return "contents/" + attachmentId;
        }
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
