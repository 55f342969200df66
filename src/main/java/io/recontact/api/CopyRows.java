package io.recontact.api;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Rows for <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>, which stores many rows at a
 * fraction of the cost of an insert. The rows are held in memory in the text format of COPY.
 */
public final class CopyRows {

    private static final HexFormat HEX = HexFormat.of();

    private final String statement;
    private final StringBuilder rows = new StringBuilder();

    /** @param statement {@code copy TABLE (COLUMN, …) from stdin} */
    public CopyRows(String statement) {
        this.statement = statement;
    }

    /**
     * Adds a row.
     *
     * @param values the values in the order of the columns: texts, numbers, UUIDs, times, constants, bytes, or
     *     collections of UUIDs or constants for arrays of PostgreSQL
     */
    public void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            rows.append(i == 0 ? "" : "\t");
            append(values[i]);
        }
        rows.append('\n');
    }

    /**
     * Stores the rows in the transaction of the caller.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException if a row breaks a rule of the table
     */
    public void store(JdbcTemplate jdbc) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.execute((ConnectionCallback<Long>) connection -> {
            try {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(statement, new StringReader(rows.toString()));
            } catch (IOException e) {
                throw new SQLException(e);
            }
        });
    }

    private void append(@Nullable Object value) {
        switch (value) {
            case null -> rows.append("\\N");
            case String text -> escape(text);
            case byte[] bytes -> rows.append("\\\\x").append(HEX.formatHex(bytes));
            case Collection<?> array -> {
                rows.append('{');
                var separator = "";
                for (var element : array) {
                    rows.append(separator).append(element);
                    separator = ",";
                }
                rows.append('}');
            }
            case UUID _, Number _, Instant _, Enum<?> _, Boolean _ -> rows.append(value);
            default -> throw new IllegalArgumentException("No column takes a " + value.getClass());
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            switch (character) {
                case '\\' -> rows.append("\\\\");
                case '\t' -> rows.append("\\t");
                case '\n' -> rows.append("\\n");
                case '\r' -> rows.append("\\r");
                default -> rows.append(character);
            }
        }
    }
}
