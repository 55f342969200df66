import module java.base;

/**
 * DescribeContact at one node, at two at once, and at three. Each node has a part of a core, so that PostgreSQL and wrk
 * always find a free one: the database is not the limit.
 *
 * @param loads for each number of nodes, from one on, the loads of all of them
 */
record NodesPhase(List<List<Phase>> loads) {

    static final int MOST = 3;

    /** Of a core, for each node. Of two cores, a whole one then remains for PostgreSQL and wrk. */
    private static final double SHARE = 0.2;

    /** Measures all rounds, at nodes that are warm. One round more than is counted lets the JIT compiler finish. */
    static List<NodesPhase> measure(Run run, Subject subject) throws Exception {
        var options = run.options();
        var phases = new ArrayList<NodesPhase>();
        try (var first = subject.startAnotherNode(run);
                var second = subject.startAnotherNode(run);
                var third = subject.startAnotherNode(run)) {
            var nodes = Stream.of(first, second, third)
                    .map(node -> new Load(run, Operation.DESCRIBE_CONTACT, subject.at(node)))
                    .toList();
            for (var node : nodes) {
                node.wrk(options.warmup(), () -> {});
            }
            try (var _ = CpuLimit.of(first, SHARE);
                    var _ = CpuLimit.of(second, SHARE);
                    var _ = CpuLimit.of(third, SHARE)) {
                for (int round = 0; round <= options.rounds(); round++) {
                    var loads = new ArrayList<List<Phase>>();
                    for (int number = 1; number <= nodes.size(); number++) {
                        loads.add(Tasks.run(number, nodes.subList(0, number).stream()
                                .<Callable<Phase>>map(node -> () -> node.wrk(options.seconds(), () -> {}))
                                .toList()));
                    }
                    var phase = new NodesPhase(loads);
                    RunLog.say("Nodes, round %d: %s", round, phase);
                    if (round > 0) {
                        phases.add(phase);
                    }
                }
            }
        }
        return phases;
    }

    Phase one() {
        return of(1).getFirst();
    }

    /** The loads of this number of nodes. */
    List<Phase> of(int nodes) {
        return loads.get(nodes - 1);
    }

    double rate(int nodes) {
        return of(nodes).stream().mapToDouble(Phase::rate).sum();
    }

    /** The rate of this number of nodes, divided by that of one. */
    double ratio(int nodes) {
        return rate(nodes) / rate(1);
    }

    @Override
    public String toString() {
        return "one %,.0f/s, two %.2f times, three %.2f times; others used %.0f %% of the machine"
                .formatted(rate(1), ratio(2), ratio(3), 100 * one().others());
    }
}
