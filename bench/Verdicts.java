import module java.base;

/** Which aims a run has met. */
record Verdicts(Results results) {

    /** The lowest share of the other checkout's rate. */
    private static final double COMPARISON_AIM = 0.97;

    /** The longest that DescribeContact may take in the largest database, as a multiple of that in the smallest. */
    private static final double GROWTH_AIM = 1.2;

    /** The same for pages of the transcript. */
    private static final double PAGE_GROWTH_AIM = 1.3;

    /** Milliseconds, at the 99th percentile, as are those of pushes. */
    private static final double SEARCH_AIM = 100;

    private static final double METRIC_AIM = 200;

    private static final double TEXT_AIM = 200;

    private static final double PUSH_AIM_ON_ONE_NODE = 50;
    private static final double PUSH_AIM_ON_TWO_NODES = 100;

    /** The 99th percentile of the latency at full load, as a multiple of the median. */
    private static final double TAIL_AIM = 4;

    /** The longest that DescribeContact may take beside a deletion, as a multiple. */
    private static final double READ_AIM = 2;

    /** The size of the tables, as a multiple of that of the first cycle. */
    private static final double SPACE_AIM = 1.1;

    /** Kilobytes of resident memory. */
    private static final double SOCKET_AIM = 60;
    private static final double TWO_NODES_AIM = 1.8;
    private static final double THREE_NODES_AIM = 2.6;

    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var operation : Operation.values()) {
            for (var contacts : results.sizes(operation)) {
                addShares(lines, operation, contacts);
            }
        }
        addGrowths(lines);
        addDelays(lines, Operation.SEARCH_CONTACTS, " for a day", SEARCH_AIM);
        addDelays(lines, Operation.GET_METRIC_DATA, " for a day", METRIC_AIM);
        addDelays(lines, Operation.SEARCH_COMMON_WORDS, "", TEXT_AIM);
        addDelays(lines, Operation.SEARCH_RARE_WORD, "", TEXT_AIM);
        addDelays(lines, Operation.SEARCH_MIDDLE_WORDS, "", TEXT_AIM);
        addPushes(lines);
        addRetention(lines);
        results.idle.ifPresent(idle -> lines.add("- An idle websocket takes %.1f kB; aim less than %.0f, %s".formatted(
                idle.residentEach() / 1000, SOCKET_AIM, outcome(idle.residentEach() / 1000 < SOCKET_AIM))));
        if (!results.nodes.isEmpty()) {
            addNodes(lines, "Two", 2, TWO_NODES_AIM);
            addNodes(lines, "Three", 3, THREE_NODES_AIM);
        }
        return lines;
    }

    private void addNodes(List<String> lines, String number, int nodes, double aim) {
        var ratio = Table.of(results.nodes, phase -> phase.ratio(nodes)).median();
        lines.add("- %s nodes answer %.2f times as many DescribeContact as one; aim at least %.1f, %s"
                .formatted(number, ratio, aim, outcome(ratio >= aim)));
    }

    private void addShares(List<String> lines, Operation operation, int contacts) {
        var ofNew = series(operation, contacts, Results.Loaded.NEW);
        if (results.phases.containsKey(ofNew)) {
            var share = results.ratios(ofNew, series(operation, contacts, Results.Loaded.OLD), Phase::rate).median();
            lines.add("- %s, %,d contacts: %.3f of the old rate; aim at least %.2f, %s".formatted(
                    operation.title(), contacts, share, COMPARISON_AIM, outcome(share >= COMPARISON_AIM)));
        }
        var pgbench = series(operation, contacts, Results.Loaded.PGBENCH);
        if (results.phases.containsKey(pgbench)) {
            var share = results.ratios(service(operation, contacts), pgbench, Phase::rate).median();
            if (operation.aim() > 0) {
                lines.add("- %s, %,d contacts: %.2f of pgbench's rate; aim at least %.2f, %s".formatted(
                        operation.title(), contacts, share, operation.aim(), outcome(share >= operation.aim())));
            }
            var tail = Table.of(results.phases.get(service(operation, contacts)), phase -> phase.p99() / phase.p50()).median();
            lines.add("- %s, %,d contacts: p99 is %.1f times p50; aim at most %.0f, %s".formatted(
                    operation.title(), contacts, tail, TAIL_AIM, outcome(tail <= TAIL_AIM)));
        }
    }

    private void addGrowths(List<String> lines) {
        var sizes = results.sizes(Operation.DESCRIBE_CONTACT);
        if (sizes.size() > 1) {
            addGrowth(lines, "DescribeContact takes", service(Operation.DESCRIBE_CONTACT, sizes.getFirst()),
                    service(Operation.DESCRIBE_CONTACT, sizes.getLast()), GROWTH_AIM,
                    "with %,d contacts as with %,d".formatted(sizes.getLast(), sizes.getFirst()));
        }
        for (var contacts : results.sizes(Operation.SHORT_CHAT)) {
            addGrowth(lines, "A page of the transcript takes", service(Operation.SHORT_CHAT, contacts),
                    service(Operation.LONG_CHAT, contacts), PAGE_GROWTH_AIM,
                    "in a chat of 100,000 messages as in one of 100");
            addGrowth(lines, "A page of the transcript takes", service(Operation.SHALLOW, contacts),
                    service(Operation.DEEP, contacts), PAGE_GROWTH_AIM,
                    "at a depth of 1,000 past sessions as at a depth of 1");
        }
    }

    private void addGrowth(
            List<String> lines, String what, Results.Series small, Results.Series large, double aim, String where) {
        if (results.phases.containsKey(small)) {
            var time = results.ratios(small, large, Phase::rate).median();
            var p50 = results.ratios(large, small, Phase::p50).median();
            lines.add("- %s %.2f times as long %s (p50: %.2f times); aim at most %.1f, %s".formatted(
                    what, time, where, p50, aim, outcome(time <= aim)));
        }
    }

    private void addDelays(List<String> lines, Operation operation, String what, double aim) {
        for (var contacts : results.sizes(operation)) {
            var phases = results.phases.get(service(operation, contacts));
            if (phases != null) {
                var p99 = Table.of(phases, Phase::p99).median();
                lines.add("- %s%s, %,d contacts: %.1f ms (p99); aim less than %.0f, %s".formatted(
                        operation.title(), what, contacts, p99, aim, outcome(p99 < aim)));
            }
        }
    }

    private void addPushes(List<String> lines) {
        results.pushesByNodes.forEach((nodes, phases) -> {
            var aim = nodes == 1 ? PUSH_AIM_ON_ONE_NODE : PUSH_AIM_ON_TWO_NODES;
            var p99 = Table.of(phases, phase -> phase.load().p99()).median();
            lines.add("- Pushed within %.1f ms (p99) on %d node(s); aim less than %.0f, %s".formatted(
                    p99, nodes, aim, outcome(p99 < aim)));
        });
    }

    private void addRetention(List<String> lines) {
        if (!results.retention.isEmpty()) {
            for (var phase : results.retention) {
                var slower = phase.during().at(99) / phase.before().at(99);
                lines.add("- DescribeContact takes %.2f times as long (p99) beside a deletion; aim at most %.0f, %s"
                        .formatted(slower, READ_AIM, outcome(slower <= READ_AIM)));
            }
            var growth = results.retention.getLast().megabytes().getFirst()
                    / results.retention.getFirst().megabytes().getFirst();
            lines.add("- The tables are %.2f times as large in the second cycle as in the first; aim at most %.2f, %s"
                    .formatted(growth, SPACE_AIM, outcome(growth <= SPACE_AIM)));
        }
    }

    private static Results.Series service(Operation operation, int contacts) {
        return series(operation, contacts, Results.Loaded.SERVICE);
    }

    private static Results.Series series(Operation operation, int contacts, Results.Loaded loaded) {
        return new Results.Series(operation, contacts, loaded);
    }

    private static String outcome(boolean isMet) {
        return isMet ? "met" : "**missed**";
    }
}
