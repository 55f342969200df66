import module java.base;

/**
 * A phase of messages that are pushed to websockets.
 *
 * @param load requests are messages; the latencies are those of pushes
 * @param answered the latencies of the answers, in milliseconds
 * @param pushed the latencies of the pushes, in milliseconds
 */
record PushPhase(Phase load, Percentiles answered, Percentiles pushed) {

    /** Messages a second of the warm-up, as a multiple of the measured rate: the JIT compiler counts calls. */
    private static final int WARMUP_RATE = 4;

    /** Measures all rounds: messages are sent to the first node, all websockets are at the last one. */
    static List<PushPhase> measure(Run run, Chats chats, List<Service> nodes) throws Exception {
        var options = run.options();
        var range = Chats.PUSHED_BY_NODES.get(nodes.size());
        var customers = chats.participantTokens(Chats.Role.CUSTOMER, range);
        var agents = chats.participantTokens(Chats.Role.AGENT, range);
        var tokens = IntStream.range(0, range.size())
                .mapToObj(i -> List.of(customers.get(i), agents.get(i)))
                .toList();
        var sender = nodes.getFirst();
        var phases = new ArrayList<PushPhase>();
        try (var sockets = new Websockets(nodes.getLast(), tokens)) {
            sockets.warmUp(sender, WARMUP_RATE * options.rate(), options.warmup());
            for (int round = 1; round <= options.rounds(); round++) {
                var before = Usage.now(nodes, run.server());
                var sent = sockets.send(sender, options.rate(), options.seconds());
                var used = Usage.now(nodes, run.server()).since(before);
                var load = Phase.of(used, sent.messages(), sent.seconds(), sent.pushed().at(50), sent.pushed().at(99));
                phases.add(new PushPhase(load, sent.answered(), sent.pushed()));
                RunLog.say("%d node(s), round %d: %s", nodes.size(), round, phases.getLast());
            }
            sockets.requireOrderOfTranscripts(sender);
        }
        return phases;
    }

    double pushesASecond() {
        return load.rate() * pushed.count() / load.requests();
    }

    @Override
    public String toString() {
        return "answered in %.2f ms, p99 %.2f ms, pushed: %s".formatted(answered.at(50), answered.at(99), load);
    }
}
