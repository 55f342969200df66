import module java.base;

/** The figures of a run, one phase a round. */
final class Results {

    /** The target of the load: the service or, through pgbench, its database; with {@code --compare} one of two services. */
    enum Loaded {
        SERVICE,
        PGBENCH,
        NEW,
        OLD;

        @Override
        public String toString() {
            return name().toLowerCase();
        }
    }

    record Series(Operation operation, int contacts, Loaded loaded) {}

    final Map<Series, List<Phase>> phases = new LinkedHashMap<>();
    final Map<Integer, List<PushPhase>> pushesByNodes = new TreeMap<>();
    final List<NodesPhase> nodes = new ArrayList<>();
    final List<RoutingPhase> routing = new ArrayList<>();
    final List<BytesPhase> bytes = new ArrayList<>();
    final List<ImportPhase> imports = new ArrayList<>();
    final List<RetentionPhase> retention = new ArrayList<>();
    Optional<IdleSockets> idle = Optional.empty();

    void add(Series series, Phase phase) {
        phases.computeIfAbsent(series, _ -> new ArrayList<>()).add(phase);
    }

    List<Integer> sizes(Operation operation) {
        return phases.keySet().stream()
                .filter(series -> series.operation == operation)
                .map(Series::contacts)
                .distinct()
                .toList();
    }

    /** Divides figures within each round, so that what slows the machine down for a while slows both sides down. */
    Percentiles ratios(Series above, Series below, ToDoubleFunction<Phase> figure) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < phases.get(above).size(); i++) {
            ratios.add(figure.applyAsDouble(phases.get(above).get(i)) / figure.applyAsDouble(phases.get(below).get(i)));
        }
        return Percentiles.of(ratios);
    }
}
