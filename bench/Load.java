import module java.base;

/** Loads a service with wrk, or its database with pgbench. */
record Load(Run run, Operation operation, Subject subject) {

    /** Enough for the percentiles; writing them down costs pgbench next to nothing. */
    private static final double SAMPLED_LATENCIES = 0.1;

    private static final String OPEN_SESSIONS =
            "select count(*) from pg_stat_activity where datname = '%s' and application_name = 'pgbench'";

    /** The output of requests.lua. Times are seconds and milliseconds. */
    private record Answered(long requests, double seconds, double p50, double p99, long refused, long broken) {}

    /** Sends requests for some seconds; meanwhile calls a watcher twice a second. All answers must be successes. */
    Phase wrk(int seconds, Runnable watcher) throws IOException, InterruptedException {
        var lines = operation.requests(subject).stream().map(Request::line).toList();
        var file = Files.write(run.directory().resolve("requests-%d.tsv".formatted(subject.service().pid())), lines);
        var made = made();
        var before = usage();
        var wrk = Processes.start(
                Map.of(),
                "wrk", "-c" + connections(), "-t" + run.options().threads(), "-d" + seconds + "s", "--timeout", "10s",
                "-s", run.checkout().script("requests.lua"), subject.service().url(), "--", file);
        do {
            watcher.run();
        } while (!wrk.waitFor(500, TimeUnit.MILLISECONDS));
        var printed = Processes.finish("wrk", wrk);
        var used = usage().since(before);
        var answered = Service.JSON.readValue(printed.strip().lines().toList().getLast(), Answered.class);
        if (answered.refused > 0 || answered.broken > 0 || answered.requests == 0) {
            throw new Failure("Not all requests were answered with success:%n%s", printed);
        }
        requireAllMade(made() - made, answered.requests);
        return Phase.of(used, answered.requests, answered.seconds, answered.p50, answered.p99);
    }

    /** Runs the script of the operation for some seconds, without a pause between its transactions. */
    Phase pgbench(int seconds) throws IOException {
        var variables = new ArrayList<String>();
        operation.variables(subject).forEach((name, value) -> variables.addAll(List.of("-D", name + "=" + value)));
        var script = subject.checkout().script(operation.script().orElseThrow());
        var before = usage();
        var printed = Processes.output(
                run.server().environment(subject.database()),
                "pgbench", "-n", "-M", "prepared", "-c" + connections(), "-j" + run.options().threads(), "-T" + seconds,
                "-f", script, "-l", "--sampling-rate=" + SAMPLED_LATENCIES,
                "--log-prefix=" + run.directory().resolve("latencies"), variables);
        awaitEndOfSessions();
        var used = usage().since(before);
        var count = Long.parseLong(found("number of transactions actually processed: (\\d+)", printed));
        var rate = Double.parseDouble(found("tps = ([\\d.]+)", printed));
        var latencies = latencies();
        return Phase.of(used, count, count / rate, latencies.at(50), latencies.at(99));
    }

    private int connections() {
        return operation.connections(run.options());
    }

    private Usage usage() {
        return Usage.now(List.of(subject.service()), run.server());
    }

    private long made() {
        return operation.countOfMade()
                .map(sql -> Long.parseLong(run.server().value(subject.database(), sql)))
                .orElse(0L);
    }

    /** Each connection may have made one thing more, whose answer wrk did not wait for. */
    private void requireAllMade(long made, long answered) {
        if (operation.countOfMade().isPresent() && (made < answered || made > answered + connections())) {
            throw new Failure("%s was answered %d times, but made %d", operation.title(), answered, made);
        }
    }

    /** PostgreSQL counts what a session has used when the session ends, a moment after pgbench. */
    private void awaitEndOfSessions() {
        var open = OPEN_SESSIONS.formatted(subject.database());
        while (!run.server().value(PostgresServer.MAINTENANCE, open).equals("0")) {
            Processes.sleep(100);
        }
    }

    private Percentiles latencies() throws IOException {
        var milliseconds = new ArrayList<Double>();
        for (var log : Checkout.files(run.directory(), 1).toList()) {
            if (log.getFileName().toString().startsWith("latencies")) {
                for (var line : Files.readAllLines(log)) {
                    milliseconds.add(Long.parseLong(line.split(" ")[2]) / 1000.0);
                }
                Files.delete(log);
            }
        }
        return Percentiles.of(milliseconds);
    }

    private static String found(String pattern, String printed) {
        var matcher = Pattern.compile(pattern).matcher(printed);
        if (!matcher.find()) {
            throw new Failure("pgbench does not print %s:%n%s", pattern, printed);
        }
        return matcher.group(1);
    }
}
