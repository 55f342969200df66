import module java.base;

/**
 * A cycle of retention: expired chats are added, and a node deletes them while another one answers DescribeContact.
 *
 * @param chats the number of chats that were deleted
 * @param rate chats deleted a second, pauses included
 * @param before latencies of DescribeContact without a deletion, in milliseconds
 * @param during latencies of DescribeContact beside the deletion, in milliseconds
 * @param megabytes size of the tables and their indexes: filled with the expired chats, and after the vacuum
 */
record RetentionPhase(long chats, double rate, Percentiles before, Percentiles during, List<Double> megabytes) {

    /** Cycles: the second one takes the space that the first one has freed. */
    static final int CYCLES = 2;

    /** Requests a second. */
    static final int DESCRIBED = 500;

    private static final int THREADS = 200;

    /** The rate grows during the warm-up: a JVM that has just started would not keep up. */
    private static final int WARMUP_PARTS = 3;

    private static final int VACUUM_PATIENCE = 240;

    private static final String TABLES = "'contact', 'chat_session', 'participant', 'transcript_item', 'contact_metric'";

    /** Measures all cycles. */
    static List<RetentionPhase> measure(Run run, Subject subject) throws Exception {
        var requests = Operation.DESCRIBE_CONTACT.requests(subject);
        for (int part = WARMUP_PARTS; part > 0; part--) {
            describe(subject.service(), requests, run.options().warmup() / WARMUP_PARTS, DESCRIBED / part);
        }
        var cycles = new ArrayList<RetentionPhase>();
        for (int cycle = 1; cycle <= CYCLES; cycle++) {
            cycles.add(new Cycle(run, subject, cycle).measure());
            RunLog.say("Retention, cycle %d: %s", cycle, cycles.getLast());
        }
        return cycles;
    }

    private record Cycle(Run run, Subject subject, int number) {

        RetentionPhase measure() throws Exception {
            var chats = run.options().expired();
            var server = run.server();
            var database = subject.database();
            server.run(database, subject.checkout().script("expired.sql"), Map.of(
                    "chats", chats,
                    "cycle", number,
                    "instance", subject.service().instance(),
                    "flow", subject.service().flow()));
            server.checkpoint();
            var filled = megabytes();
            var requests = Operation.DESCRIBE_CONTACT.requests(subject); // signatures expire
            var before = describe(subject.service(), requests, run.options().seconds(), DESCRIBED);
            var began = server.value(database, "select clock_timestamp()");
            var during = new ArrayList<Double>();
            try (var _ = Service.startBeside(subject.service(), run, subject.checkout().jar(), database, Map.of(
                    "RECONTACT_RETENTION_FIRST_RUN_AFTER", "60s"))) {
                while (!isOver(began)) {
                    var latencies = describe(subject.service(), requests, 1, DESCRIBED);
                    if (isRunning(began)) {
                        DoubleStream.of(latencies.sorted()).forEach(during::add);
                    }
                }
            }
            var deleted = server.rows(database, """
                    select sum((deleted ->> 'contact')::bigint),
                           extract(epoch from max(ended_at) - min(started_at))
                    from retention_run where started_at >= '%s' and deleted ? 'contact'
                    """.formatted(began)).getFirst();
            if (!deleted.getFirst().equals("" + chats)) {
                throw new Failure("%d chats had expired, but %s were deleted", chats, deleted.getFirst());
            }
            awaitVacuum(server.value(database, "select clock_timestamp()"));
            return new RetentionPhase(
                    chats,
                    chats / Double.parseDouble(deleted.getLast()),
                    before,
                    Percentiles.of(during),
                    List.of(filled, megabytes()));
        }

        private boolean isOver(String began) {
            return count("outcome is not null and deleted ? 'contact'", began) > 0 && !isRunning(began);
        }

        private boolean isRunning(String began) {
            return count("outcome is null", began) > 0;
        }

        private int count(String condition, String began) {
            return Integer.parseInt(run.server().value(subject.database(), """
                    select count(*) from retention_run where started_at >= '%s' and %s
                    """.formatted(began, condition)));
        }

        private double megabytes() {
            return Double.parseDouble(run.server().value(subject.database(), """
                    select sum(pg_total_relation_size(oid)) / 1e6 from pg_class where relkind = 'r' and relname in (%s)
                    """.formatted(TABLES)));
        }

        /** The settings of the tables must be enough: nothing here vacuums them. */
        private void awaitVacuum(String since) {
            for (int seconds = 0; seconds < VACUUM_PATIENCE; seconds++) {
                var left = run.server().value(subject.database(), """
                        select count(*) from pg_stat_user_tables
                        where relname in (%s) and coalesce(last_autovacuum < '%s', true)
                        """.formatted(TABLES, since));
                if (left.equals("0")) {
                    return;
                }
                Processes.sleep(1000);
            }
            RunLog.say("Autovacuum has not visited all tables within %d s", VACUUM_PATIENCE);
        }
    }

    /** Sends requests at a fixed rate, however long answers take. A latency begins when its request is due. */
    private static Percentiles describe(Service service, List<Request> requests, int seconds, int rate)
            throws Exception {
        var begin = System.nanoTime();
        var random = new Random(seconds);
        var calls = IntStream.range(0, rate * seconds)
                .<Callable<Double>>mapToObj(n -> {
                    var request = requests.get(random.nextInt(requests.size()));
                    return () -> {
                        var due = begin + n * 1_000_000_000L / rate;
                        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                        service.call(request);
                        return (System.nanoTime() - due) / 1e6;
                    };
                })
                .toList();
        return Percentiles.of(Tasks.run(THREADS, calls));
    }

    @Override
    public String toString() {
        return "%,d chats deleted, %,.0f/s; DescribeContact p99 %.1f ms before, %.1f ms beside it; %.0f MB, then %.0f MB"
                .formatted(chats, rate, before.at(99), during.at(99), megabytes.getFirst(), megabytes.getLast());
    }
}
