import module java.base;

/**
 * A phase of chats that wait in a queue, and agents who take them.
 *
 * @param load requests are chats that an agent has taken and ended; latencies are from available to offered
 * @param offered the time from available to offered, in milliseconds
 * @param burst the chats offered a second while agents with many places become available at once
 */
record RoutingPhase(Phase load, Percentiles offered, double burst) {

    static final int CHATS = 1000;

    /** Places of each agent when all become available at once. */
    private static final int PLACES = 10;

    /** Seconds that an agent waits for an offer. */
    private static final int PATIENCE = 10;

    /** Milliseconds. Agents who did everything at the same moment would wait for each other. */
    private static final int LONGEST_DELAY = 4000;

    private static final int SHORTEST_TALK = 1000;
    private static final int LONGEST_TALK = 3000;

    /** How often a state is polled, ten times a second. */
    private static final int POLLS = 600;

    /** Measures one round. */
    static RoutingPhase measure(Run run, Subject subject) throws Exception {
        var burst = burst(run, subject);
        try (var center = new ContactCenter(subject.service(), 1)) {
            center.queueChats(CHATS);
            awaitQueued(run, subject, center);
            RunLog.say("%,d chats wait; %d agents come", CHATS, ContactCenter.AGENTS);
            var services = List.of(subject.service());
            var before = Usage.now(services, run.server());
            var begin = System.nanoTime();
            var waited = Tasks.run(
                            ContactCenter.AGENTS,
                            center.agents().stream()
                                    .<Callable<List<Double>>>map(agent -> () -> work(center, agent))
                                    .toList())
                    .stream()
                    .flatMap(Collection::stream)
                    .toList();
            // The last agents have waited in vain for as long as they do.
            var seconds = (System.nanoTime() - begin) / 1e9 - PATIENCE;
            var used = Usage.now(services, run.server()).since(before);
            if (waited.size() != CHATS) {
                throw new Failure("%d chats waited, but %d were offered", CHATS, waited.size());
            }
            var offered = Percentiles.of(waited);
            return new RoutingPhase(
                    Phase.of(used, CHATS, seconds, offered.at(50), offered.at(99)), offered, burst);
        }
    }

    @Override
    public String toString() {
        return "%s; %.0f decisions/s at once".formatted(load, burst);
    }

    /** Becomes available and takes one chat after the other; returns how long each offer took, in milliseconds. */
    private static List<Double> work(ContactCenter center, String agent) {
        var waited = new ArrayList<Double>();
        Processes.sleep(ThreadLocalRandom.current().nextInt(LONGEST_DELAY));
        var freeSince = System.nanoTime();
        center.come(agent);
        while (true) {
            var offers = center.ask("GET", agent, "offers?wait=" + PATIENCE).get("Offers");
            if (offers.isEmpty()) {
                return waited;
            }
            waited.add((System.nanoTime() - freeSince) / 1e6);
            var contact = "contacts/" + offers.get(0).get("ContactId").asString();
            center.ask("POST", agent, contact + "/accept");
            Processes.sleep(ThreadLocalRandom.current().nextInt(SHORTEST_TALK, LONGEST_TALK));
            center.ask("POST", agent, contact + "/end");
            freeSince = System.nanoTime();
            center.ask("POST", agent, contact + "/clear");
        }
    }

    /** Makes all agents available at once, with places for half of the chats. */
    private static double burst(Run run, Subject subject) throws Exception {
        try (var center = new ContactCenter(subject.service(), PLACES)) {
            center.queueChats(CHATS);
            awaitQueued(run, subject, center);
            center.comeAll();
            var offers = """
                    select count(*), extract(epoch from max(state_since) - min(state_since)) from agent_contact
                    where instance_id = '%s' and state = 'CONNECTING'""".formatted(center.instance());
            var most = ContactCenter.AGENTS * PLACES;
            for (int poll = 0; poll < POLLS; poll++) {
                var row = run.server().rows(subject.database(), offers).getFirst();
                if (Integer.parseInt(row.getFirst()) == most) {
                    // Nobody answers these offers; taking them back would fall into what is measured next.
                    for (var table : List.of("contact", "queued_contact", "agent_contact")) {
                        run.server().rows(
                                subject.database(),
                                "delete from %s where instance_id = '%s'".formatted(table, center.instance()));
                    }
                    return most / Double.parseDouble(row.getLast());
                }
                Processes.sleep(100);
            }
            throw new Failure("Not all of %d chats were offered", most);
        }
    }

    /** Flows run after the customer has been answered. */
    private static void awaitQueued(Run run, Subject subject, ContactCenter center) {
        var waiting = "select count(*) from queued_contact where queue_id = '%s'".formatted(center.queue());
        for (int poll = 0; poll < POLLS; poll++) {
            if (Integer.parseInt(run.server().value(subject.database(), waiting)) == CHATS) {
                return;
            }
            Processes.sleep(100);
        }
        throw new Failure("Not all chats have come to wait in the queue");
    }
}
