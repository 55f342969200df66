package io.recontact.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, and what becomes of its rows when an instance moves to another cell.
 *
 * @param rows the condition of the rows of {@code :instance}; null if the table stays in its cell
 * @param open the condition of those rows that keep the instance from being exported; null for none
 * @param isCopied whether the rows are exported; those of other tables must be gone
 * @param computed the columns that the import computes anew
 * @param reason why the table is not exported; empty if it is
 */
public record InstanceTable(
        String name,
        @Nullable String rows,
        @Nullable String open,
        boolean isCopied,
        List<String> computed,
        String reason) {

    private static final String ALL = "true";

    /** Copies the columns. */
    public InstanceTable {
        computed = List.copyOf(computed);
    }

    /** A table whose rows move with the instance. */
    public static InstanceTable copied(String name, String rows) {
        return new InstanceTable(name, rows, null, true, List.of(), "");
    }

    /** A table of work under way. An instance moves once it has no rows there. */
    public static InstanceTable drained(String name, String rows, String reason) {
        return new InstanceTable(name, rows, ALL, false, List.of(), reason);
    }

    /** A table of the cell, which stays as it is. */
    public static InstanceTable kept(String name, String reason) {
        return new InstanceTable(name, null, null, false, List.of(), reason);
    }

    /** The same table, of which some rows keep the instance from being exported. */
    public InstanceTable unless(String open) {
        return new InstanceTable(name, rows, open, isCopied, computed, reason);
    }

    /** The same table without columns that have their default in the other cell. */
    public InstanceTable without(String... columns) {
        return new InstanceTable(name, rows, open, isCopied, List.of(columns), reason);
    }
}
