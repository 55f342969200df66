package io.recontact.metrics;

import io.recontact.database.StandbyReads;
import io.recontact.metrics.MetricQuery.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;

/** Computes historical metrics. */
@Service
public class MetricService {

    private final MetricRepository rows;
    private final StandbyReads standby;

    MetricService(MetricRepository rows, StandbyReads standby) {
        this.rows = rows;
        this.standby = standby;
    }

    /**
     * Returns the values of each group that has any data, for every interval: by group, then by time. All metrics are
     * of one moment.
     */
    public List<Result> query(MetricQuery query) {
        return standby.read(Isolation.REPEATABLE_READ, () -> read(query));
    }

    private List<Result> read(MetricQuery query) {
        var bySource = new EnumMap<Source, List<Integer>>(Source.class);
        for (int i = 0; i < query.metrics().size(); i++) {
            bySource.computeIfAbsent(query.metrics().get(i).metric().source(), _ -> new ArrayList<>())
                    .add(i);
        }
        var groups = new TreeMap<String, Group>();
        bySource.forEach((source, metrics) -> {
            var wanted = metrics.stream().map(query.metrics()::get).toList();
            for (var row : rows.read(query, source, wanted)) {
                var values = groups.computeIfAbsent(
                                row.group().toString(), _ -> new Group(row.group(), new HashMap<>()))
                        .byInterval
                        .computeIfAbsent(row.interval(), _ -> absent(query));
                for (int i = 0; i < metrics.size(); i++) {
                    values.set(metrics.get(i), row.values().get(i));
                }
            }
        });
        var absent = absent(query);
        return groups.values().stream()
                .flatMap(group -> {
                    var dimensions = dimensions(query, group.names);
                    return IntStream.range(0, query.intervals().size())
                            .mapToObj(i -> new Result(
                                    dimensions, query.intervals().get(i), group.byInterval.getOrDefault(i, absent)));
                })
                .toList();
    }

    private record Group(List<String> names, Map<Integer, List<@Nullable Double>> byInterval) {}

    private static List<@Nullable Double> absent(MetricQuery query) {
        var values = new ArrayList<@Nullable Double>();
        query.metrics().forEach(wanted -> values.add(wanted.metric().isTotal() ? 0.0 : null));
        return values;
    }

    private static Map<Dimension, String> dimensions(MetricQuery query, List<String> names) {
        var dimensions = new EnumMap<Dimension, String>(Dimension.class);
        for (int i = 0; i < names.size(); i++) {
            dimensions.put(query.groupings().get(i), names.get(i));
        }
        return Collections.unmodifiableMap(dimensions);
    }
}
