package io.recontact.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Converts between {@link Instant} and {@code timestamptz}. The PostgreSQL driver supports only {@link OffsetDateTime}.
 */
public final class Timestamps {

    private Timestamps() {}

    /** Returns the value to bind as a positional parameter. {@link TimestampJdbcTemplate} converts named parameters. */
    public static OffsetDateTime timestamptz(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** Reads a column that is not null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reads a column that may be null. */
    public static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
