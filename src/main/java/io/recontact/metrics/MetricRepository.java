package io.recontact.metrics;

import io.recontact.metrics.MetricQuery.Filter;
import io.recontact.metrics.MetricQuery.MetricFilter;
import io.recontact.metrics.MetricQuery.Wanted;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads metrics: one statement for each {@link Source}, which groups and aggregates its rows. */
@Repository
class MetricRepository {

    /** The values of some metrics in one group and interval. */
    record Row(List<String> group, int interval, List<@Nullable Double> values) {}

    private final JdbcClient jdbc;

    MetricRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Computes metrics of one source. */
    List<Row> read(MetricQuery query, Source source, List<Wanted> metrics) {
        var parameters = new HashMap<String, Object>();
        parameters.put("instance", query.instance().value());
        parameters.put("start", query.start());
        parameters.put("end", query.end());
        // As text, since the driver has no arrays of timestamps.
        parameters.put(
                "starts",
                query.intervals().stream().map(i -> i.start().toString()).toArray(String[]::new));
        parameters.put(
                "ends", query.intervals().stream().map(i -> i.end().toString()).toArray(String[]::new));
        var filters = filters(query.filters(), parameters);
        var columns = query.groupings().stream().map(Dimension::column).toList();
        var bucket = query.intervals().size() == 1 ? "1" : "width_bucket(at, %s)".formatted(Source.STARTS);
        var sql = """
                select %s
                from (%s) fact
                where %s
                group by %s
                """.formatted(
                Stream.of(
                                IntStream.range(0, columns.size())
                                        .mapToObj(i -> "%s as group_%d".formatted(columns.get(i), i)),
                                Stream.of(bucket + " as interval_number"),
                                IntStream.range(0, metrics.size())
                                        .mapToObj(i -> "cast(%s as double precision) as value_%d"
                                                .formatted(expression(metrics.get(i), i, parameters), i)))
                        .flatMap(parts -> parts)
                        .collect(Collectors.joining(", ")),
                source.rows(filters),
                Stream.concat(Stream.of(filters), columns.stream().map("%s is not null"::formatted))
                        .collect(Collectors.joining(" and ")),
                Stream.concat(columns.stream(), Stream.of("interval_number")).collect(Collectors.joining(", ")));
        return jdbc.sql(sql)
                .params(parameters)
                .query((row, _) -> row(row, columns.size(), metrics.size()))
                .list();
    }

    private static Row row(ResultSet row, int groups, int metrics) throws SQLException {
        var group = new ArrayList<String>();
        for (int i = 0; i < groups; i++) {
            group.add(row.getString("group_" + i));
        }
        var values = new ArrayList<@Nullable Double>();
        for (int i = 0; i < metrics; i++) {
            var value = row.getDouble("value_" + i);
            values.add(row.wasNull() ? null : value);
        }
        return new Row(group, row.getInt("interval_number") - 1, values);
    }

    private static String filters(Map<Dimension, Filter> filters, Map<String, Object> parameters) {
        return filters.entrySet().stream()
                .map(entry -> {
                    var dimension = entry.getKey();
                    var values = entry.getValue().values();
                    return values == null
                            ? dimension.column() + " is null"
                            : isOneOf(dimension, values, "filter_" + dimension.name(), parameters);
                })
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" and "), text -> text.isEmpty() ? "true" : text));
    }

    private static String expression(Wanted wanted, int number, Map<String, Object> parameters) {
        var conditions = new ArrayList<String>();
        for (MetricFilter filter : wanted.filters()) {
            var name = "metric_%d_%d".formatted(number, conditions.size());
            var condition = isOneOf(filter.dimension(), filter.values(), name, parameters);
            // A transferred contact has no disconnect reason, so it has none of those named.
            conditions.add(filter.negate() ? "(%s) is not true".formatted(condition) : condition);
        }
        var threshold = wanted.threshold();
        return wanted.metric()
                .expression(
                        conditions.isEmpty() ? "true" : String.join(" and ", conditions),
                        threshold == null
                                ? ""
                                : "%s %d".formatted(threshold.isInclusive() ? "<=" : "<", 1000 * threshold.seconds()));
    }

    private static String isOneOf(
            Dimension dimension, Collection<String> values, String name, Map<String, Object> parameters) {
        parameters.put(
                name,
                dimension.resource() == null
                        ? values.toArray(String[]::new)
                        : values.stream().map(UUID::fromString).toArray(UUID[]::new));
        return "%s = any (:%s)".formatted(dimension.column(), name);
    }
}
