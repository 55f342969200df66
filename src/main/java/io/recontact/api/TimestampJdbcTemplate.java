package io.recontact.api;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementCreatorFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;

/**
 * Binds named parameters of type {@link Instant} as {@code timestamptz}, which the PostgreSQL driver does not support.
 * The application's {@link org.springframework.jdbc.core.simple.JdbcClient} uses this template.
 */
@Component
@Lazy // services without a database have no JdbcOperations
public class TimestampJdbcTemplate extends NamedParameterJdbcTemplate {

    /** Creates a template that runs its statements through {@code jdbc}. */
    public TimestampJdbcTemplate(JdbcOperations jdbc) {
        super(jdbc);
    }

    @Override
    protected PreparedStatementCreator getPreparedStatementCreator(
            String sql, SqlParameterSource parameters, @Nullable Consumer<PreparedStatementCreatorFactory> customizer) {
        return super.getPreparedStatementCreator(sql, new TimestampParameters(parameters), customizer);
    }

    private record TimestampParameters(SqlParameterSource source) implements SqlParameterSource {

        @Override
        public boolean hasValue(String name) {
            return source.hasValue(name);
        }

        @Override
        public @Nullable Object getValue(String name) {
            var value = source.getValue(name);
            return value instanceof Instant time ? Timestamps.timestamptz(time) : value;
        }

        @Override
        public int getSqlType(String name) {
            return source.getSqlType(name);
        }

        @Override
        public @Nullable String getTypeName(String name) {
            return source.getTypeName(name);
        }

        @Override
        public String @Nullable [] getParameterNames() {
            return source.getParameterNames();
        }
    }
}
