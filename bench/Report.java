import module java.base;

/** The page that a run prints. */
record Report(Run run, Results results) {

    String page() {
        var tables = Stream.of(loads(), comparisons(), pushes(), idle(), nodes(), routing(), imports(), retention()).filter(Table::hasRows);
        var lists = Stream.of(new Verdicts(results).lines(), new Circumstances(run, results).lines());
        return Stream.concat(tables.map(Table::lines), lists)
                .filter(lines -> !lines.isEmpty())
                .map(lines -> String.join("\n", lines))
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private Table loads() {
        var table = new Table(
                "contacts", "'operation", "'by", "req/s, median (lowest–highest)", "p50 ms", "p99 ms",
                "CPU µs/req: service", "PostgreSQL", "load tool", "GC pauses %", "wait for a connection µs/req",
                "of pgbench's rate");
        results.phases.forEach((series, phases) -> {
            var isPgbench = series.loaded() == Results.Loaded.PGBENCH;
            var pgbench = new Results.Series(series.operation(), series.contacts(), Results.Loaded.PGBENCH);
            var isCompared = series.loaded() == Results.Loaded.SERVICE && results.phases.containsKey(pgbench);
            table.add(
                    "%,d".formatted(series.contacts()),
                    series.operation().title(),
                    series.loaded(),
                    Table.range("%,.0f", Table.of(phases, Phase::rate)),
                    Table.median("%.2f", phases, Phase::p50),
                    Table.median("%.2f", phases, Phase::p99),
                    isPgbench ? "–" : Table.median("%.0f", phases, Phase::serviceCost),
                    Table.median("%.0f", phases, Phase::postgresCost),
                    Table.median("%.0f", phases, Phase::toolCost),
                    isPgbench ? "–" : Table.median("%.1f", phases, phase -> 100 * phase.pauses()),
                    isPgbench ? "–" : Table.median("%.0f", phases, Phase::waited),
                    isCompared ? "%.2f".formatted(results.ratios(series, pgbench, Phase::rate).median()) : "");
        });
        return table;
    }

    private Table comparisons() {
        var table = new Table(
                "contacts", "'operation", "new/old: req/s, median (lowest–highest)", "p50", "p99",
                "CPU/req of service and PostgreSQL");
        results.phases.keySet().stream().filter(series -> series.loaded() == Results.Loaded.NEW).forEach(series -> {
            var old = new Results.Series(series.operation(), series.contacts(), Results.Loaded.OLD);
            table.add(
                    "%,d".formatted(series.contacts()),
                    series.operation().title(),
                    Table.range("%.3f", results.ratios(series, old, Phase::rate)),
                    "%.2f".formatted(results.ratios(series, old, Phase::p50).median()),
                    "%.2f".formatted(results.ratios(series, old, Phase::p99).median()),
                    Table.range("%.3f", results.ratios(series, old, Phase::cost)));
        });
        return table;
    }

    private Table pushes() {
        var table = new Table(
                "nodes", "messages/s", "pushes/s", "answered: p50 ms", "p99 ms", "pushed: p50 ms (highest)",
                "p99 ms (highest)", "longest ms", "CPU µs/message: service", "PostgreSQL", "load tool");
        results.pushesByNodes.forEach((nodes, phases) -> {
            var loads = phases.stream().map(PushPhase::load).toList();
            table.add(
                    nodes,
                    Table.median("%.0f", loads, Phase::rate),
                    Table.median("%.0f", phases, PushPhase::pushesASecond),
                    Table.median("%.2f", phases, phase -> phase.answered().at(50)),
                    Table.median("%.2f", phases, phase -> phase.answered().at(99)),
                    Table.medianAndHighest("%.2f", loads, Phase::p50),
                    Table.medianAndHighest("%.2f", loads, Phase::p99),
                    "%.1f".formatted(Table.of(phases, phase -> phase.pushed().highest()).highest()),
                    Table.median("%.0f", loads, Phase::serviceCost),
                    Table.median("%.0f", loads, Phase::postgresCost),
                    Table.median("%.0f", loads, Phase::toolCost));
        });
        return table;
    }

    private Table nodes() {
        var table = new Table("nodes", "DescribeContact/s", "of one node's", "p50 ms", "CPU µs/req: service");
        if (!results.nodes.isEmpty()) {
            for (int number = 1; number <= NodesPhase.MOST; number++) {
                int nodes = number;
                var all = results.nodes.stream().flatMap(phase -> phase.of(nodes).stream()).toList();
                table.add(
                        nodes,
                        Table.range("%,.0f", Table.of(results.nodes, phase -> phase.rate(nodes))),
                        Table.range("%.2f", Table.of(results.nodes, phase -> phase.ratio(nodes))),
                        Table.median("%.2f", all, Phase::p50),
                        Table.median("%.0f", all, Phase::serviceCost));
            }
        }
        return table;
    }

    private Table idle() {
        var table = new Table(
                "websockets", "resident MB: before", "open", "closed", "kB each", "heap in use MB: before", "open",
                "closed", "kB each", "heartbeats/s", "echo p99 ms", "cores of the service");
        results.idle.ifPresent(idle -> {
            var states = List.of(idle.before(), idle.open(), idle.closed());
            var cells = new ArrayList<String>();
            cells.add("%,d".formatted(idle.sockets()));
            states.forEach(memory -> cells.add("%.0f".formatted(memory.resident() / 1e6)));
            cells.add("%.1f".formatted(idle.residentEach() / 1000));
            states.forEach(memory -> cells.add("%.0f".formatted(memory.heap() / 1e6)));
            cells.add("%.1f".formatted(idle.heapEach() / 1000));
            cells.add("%.0f".formatted(idle.heartbeats()));
            cells.add("%.1f".formatted(idle.echoP99()));
            cells.add("%.2f".formatted(idle.serviceLoad()));
            table.add(cells.toArray());
        });
        return table;
    }

    private Table routing() {
        var table = new Table(
                "chats", "agents", "decisions/s at once, median (lowest–highest)", "chats taken/s",
                "available to offered: p50 ms", "p99 ms (highest)", "longest ms", "CPU µs/chat: service", "PostgreSQL",
                "load tool");
        var phases = results.routing;
        if (!phases.isEmpty()) {
            var loads = phases.stream().map(RoutingPhase::load).toList();
            table.add(
                    "%,d".formatted(RoutingPhase.CHATS),
                    ContactCenter.AGENTS,
                    Table.range("%.0f", Table.of(phases, RoutingPhase::burst)),
                    Table.median("%.0f", loads, Phase::rate),
                    Table.median("%.1f", loads, Phase::p50),
                    Table.medianAndHighest("%.1f", loads, Phase::p99),
                    "%.0f".formatted(Table.of(phases, phase -> phase.offered().highest()).highest()),
                    Table.median("%.0f", loads, Phase::serviceCost),
                    Table.median("%.0f", loads, Phase::postgresCost),
                    Table.median("%.0f", loads, Phase::toolCost));
        }
        return table;
    }

    private Table imports() {
        var table = new Table(
                "imported contacts", "contacts/s", "transcript items", "items/s", "peak memory MB",
                "all words known after s");
        for (var phase : results.imports) {
            table.add(
                    "%,d".formatted(phase.contacts()),
                    "%,.0f".formatted(phase.contacts() / phase.contactSeconds()),
                    "%,d".formatted(phase.items()),
                    "%,.0f".formatted(phase.items() / phase.itemSeconds()),
                    "%.0f".formatted(phase.megabytes()),
                    "%.0f".formatted(phase.indexSeconds()));
        }
        return table;
    }

    private Table retention() {
        var table = new Table(
                "cycle", "expired chats", "deleted/s", "DescribeContact: p99 ms before", "beside it", "longest ms",
                "tables MB: filled", "after the vacuum");
        for (int i = 0; i < results.retention.size(); i++) {
            var phase = results.retention.get(i);
            table.add(
                    i + 1,
                    "%,d".formatted(phase.chats()),
                    "%,.0f".formatted(phase.rate()),
                    "%.1f".formatted(phase.before().at(99)),
                    "%.1f".formatted(phase.during().at(99)),
                    "%.1f".formatted(phase.during().highest()),
                    "%.0f".formatted(phase.megabytes().getFirst()),
                    "%.0f".formatted(phase.megabytes().getLast()));
        }
        return table;
    }
}
