import module java.base;

/**
 * DescribeContact at one node, and then at two at once. Each node has a part of a core, so that PostgreSQL and wrk
 * always find a free one: the database is not the limit.
 */
record NodesPhase(Phase one, List<Phase> two) {

    /** Of a core, for each node. */
    private static final double SHARE = 0.25;

    /** Measures all rounds, at nodes that are warm. One round more than is counted lets the JIT compiler finish. */
    static List<NodesPhase> measure(Run run, Subject subject) throws Exception {
        var options = run.options();
        var phases = new ArrayList<NodesPhase>();
        try (var first = subject.startAnotherNode(run);
                var second = subject.startAnotherNode(run)) {
            var loads = Stream.of(first, second)
                    .map(node -> new Load(run, Operation.DESCRIBE_CONTACT, subject.at(node)))
                    .toList();
            for (var load : loads) {
                load.wrk(options.warmup(), () -> {});
            }
            try (var _ = CpuLimit.of(first, SHARE);
                    var _ = CpuLimit.of(second, SHARE)) {
                for (int round = 0; round <= options.rounds(); round++) {
                    var one = loads.getFirst().wrk(options.seconds(), () -> {});
                    var two = Tasks.run(loads.size(), loads.stream()
                            .<Callable<Phase>>map(load -> () -> load.wrk(options.seconds(), () -> {}))
                            .toList());
                    var phase = new NodesPhase(one, two);
                    RunLog.say("Nodes, round %d: %s", round, phase);
                    if (round > 0) {
                        phases.add(phase);
                    }
                }
            }
        }
        return phases;
    }

    double rateOfTwo() {
        return two.stream().mapToDouble(Phase::rate).sum();
    }

    double ratio() {
        return rateOfTwo() / one.rate();
    }

    @Override
    public String toString() {
        return "one %,.0f/s, two %,.0f/s: %.2f times; others used %.0f %% of the machine"
                .formatted(one.rate(), rateOfTwo(), ratio(), 100 * one.others());
    }
}
