import module java.base;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Measures the service, and compares it with pgbench or with another checkout; see README.md. */
final class Benchmark {

    /** Services of one size; with {@code --compare} the second one is that of the other checkout. */
    private record Size(int contacts, List<Subject> subjects) {

        Subject own() {
            return subjects.getFirst();
        }
    }

    private final Run run;
    private final Results results = new Results();

    private Benchmark(Run run) {
        this.run = run;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        var cleanup = new Cleanup();
        try {
            run(new Checkout(Path.of(System.getProperty("bench.root"))), Options.parse(arguments), cleanup);
            System.exit(0); // ends the threads of clients
        } catch (Exception e) {
            fail(e, cleanup);
        }
    }

    /** After a signal prints nothing: the signal has ended the programs that the run needs. */
    private static void fail(Exception e, Cleanup cleanup) {
        if (!cleanup.isOver()) {
            if (e instanceof Failure) {
                System.err.println(e.getMessage());
            } else {
                e.printStackTrace();
            }
        }
        System.exit(1);
    }

    private static void run(Checkout checkout, Options options, Cleanup cleanup) throws Exception {
        for (var operation : Operation.values()) {
            if (options.hasPgbenchFor(operation)) {
                Script.of(operation, checkout).requireOrigins(checkout);
            }
        }
        options.compare().ifPresent(Checkout::jar); // builds it before anything runs
        var directory = Files.createTempDirectory("recontact-bench-");
        cleanup.add(() -> FileSystemUtils.deleteRecursively(directory));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x")); // PostgreSQL's user
        var server = options.databaseUrl().isPresent()
                ? PostgresServer.existing(options.databaseUrl().get())
                : PostgresServer.start(directory, cleanup);
        var run = new Run(checkout, options, server, directory, cleanup);
        var results = new Benchmark(run).measureAll();
        var page = new Report(run, results).page();
        var time = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").format(ZonedDateTime.now(ZoneOffset.UTC));
        var file = Files.createDirectories(checkout.script("results")).resolve(time + ".md");
        System.out.println(page);
        RunLog.say("Written to %s", Files.writeString(file, page));
    }

    private Results measureAll() throws Exception {
        var sizes = new ArrayList<Size>();
        var options = run.options();
        for (var contacts : options.contacts()) {
            if (sizes.isEmpty() || options.hasAnyOf(Options.Part.SIZED)) {
                sizes.add(prepare(contacts));
            }
        }
        var smallest = sizes.getFirst();
        // Operations that read come first. StartChatContact makes a small database large, so it is last.
        if (options.has(Options.Part.CONTACTS)) {
            measure(sizes, Operation.DESCRIBE_CONTACT);
        }
        if (options.has(Options.Part.SEARCH)) {
            measure(sizes, Operation.SEARCH_CONTACTS);
        }
        if (options.has(Options.Part.METRICS)) {
            for (var size : sizes) {
                size.own().fillMetrics(run);
            }
            measure(sizes, Operation.GET_METRIC_DATA);
        }
        if (options.has(Options.Part.TEXT)) {
            for (var size : sizes) {
                size.own().fillText(run);
            }
            measure(sizes, Operation.SEARCH_COMMON_WORDS, Operation.SEARCH_RARE_WORD, Operation.SEARCH_MIDDLE_WORDS);
        }
        if (options.has(Options.Part.TRANSCRIPT)) {
            measure(List.of(smallest), Operation.SHORT_CHAT, Operation.LONG_CHAT);
            measure(List.of(smallest), Operation.SHALLOW, Operation.DEEP);
        }
        if (options.has(Options.Part.PUSH)) {
            measurePushes(smallest.own());
        }
        if (options.has(Options.Part.SOCKETS)) {
            measureIdleSockets(smallest.own());
        }
        if (options.has(Options.Part.NODES)) {
            RunLog.say("One node, two nodes and three");
            results.nodes.addAll(NodesPhase.measure(run, smallest.own()));
        }
        if (options.has(Options.Part.ROUTING)) {
            measureRouting(smallest.own());
        }
        if (options.has(Options.Part.MESSAGES)) {
            measure(sizes, Operation.SEND_MESSAGE);
        }
        if (options.has(Options.Part.RETENTION)) {
            results.retention.addAll(RetentionPhase.measure(run, sizes.getLast().own()));
        }
        if (options.has(Options.Part.CONTACTS)) {
            measure(sizes, Operation.START_CHAT_CONTACT);
        }
        return results;
    }

    private Size prepare(int contacts) {
        var subjects = new ArrayList<Subject>();
        subjects.add(Subject.prepare(run, results, run.checkout(), contacts, contacts + ""));
        if (run.options().compare().isPresent()) {
            subjects.add(Subject.prepare(run, results, run.options().compare().get(), contacts, contacts + "_old"));
        }
        return new Size(contacts, subjects);
    }

    /** Measures operations in turn in each round, so that they can be compared. */
    private void measure(List<Size> sizes, Operation... together) throws Exception {
        for (var operation : together) {
            for (var size : sizes) {
                for (var subject : size.subjects) {
                    warmUp(operation, subject);
                }
            }
        }
        for (int round = 1; round <= run.options().rounds(); round++) {
            for (var operation : together) {
                for (var size : sizes) {
                    measureRound(round, operation, size);
                }
            }
        }
    }

    private void warmUp(Operation operation, Subject subject) throws IOException, InterruptedException {
        var seconds = run.options().warmup();
        RunLog.say("%s, %s: warm up for %d s", operation.title(), subject.database(), seconds);
        var sent = new SentStatements(run.server(), subject.database());
        var phase = new Load(run, operation, subject).wrk(seconds, sent::look);
        if (run.options().hasPgbenchFor(operation)) {
            sent.requireThoseOf(Script.of(operation, subject.checkout()), operation, phase.requests());
        }
    }

    private void measureRound(int round, Operation operation, Size size) throws IOException, InterruptedException {
        if (size.subjects.size() == 2) {
            // In turn, as the first of two phases may have an advantage.
            var order = Arrays.asList(Results.Loaded.NEW, Results.Loaded.OLD);
            for (var loaded : round % 2 == 1 ? order : order.reversed()) {
                measurePhase(round, operation, size.subjects.get(order.indexOf(loaded)), loaded);
            }
            return;
        }
        measurePhase(round, operation, size.own(), Results.Loaded.SERVICE);
        if (run.options().hasPgbenchFor(operation)) {
            measurePhase(round, operation, size.own(), Results.Loaded.PGBENCH);
        }
    }

    private void measurePhase(int round, Operation operation, Subject subject, Results.Loaded loaded)
            throws IOException, InterruptedException {
        run.server().checkpoint();
        var load = new Load(run, operation, subject);
        var seconds = run.options().seconds();
        var phase = loaded == Results.Loaded.PGBENCH ? load.pgbench(seconds) : load.wrk(seconds, () -> {});
        results.add(new Results.Series(operation, subject.contacts(), loaded), phase);
        RunLog.say("%s, %,d contacts, round %d, %s: %s", operation.title(), subject.contacts(), round, loaded, phase);
    }

    private void measurePushes(Subject subject) throws Exception {
        RunLog.say("Pushes on one node");
        run.server().checkpoint();
        results.pushesByNodes.put(1, PushPhase.measure(run, subject.chats(), List.of(subject.service())));
        try (var second = subject.startAnotherNode(run)) {
            RunLog.say("Pushes on two nodes");
            run.server().checkpoint();
            results.pushesByNodes.put(2, PushPhase.measure(run, subject.chats(), List.of(subject.service(), second)));
        }
    }

    /** Uses a node of its own: the memory of a node that was under load would be that of the load. */
    private void measureIdleSockets(Subject subject) throws Exception {
        RunLog.say("Open %,d websockets", run.options().sockets());
        try (var node = subject.startAnotherNode(run)) {
            var idle = IdleSockets.measure(run, subject.chats(), node);
            results.idle = Optional.of(idle);
            RunLog.say("%s", idle);
        }
    }

    /** The first round warms up. */
    private void measureRouting(Subject subject) throws Exception {
        for (int round = 0; round <= run.options().rounds(); round++) {
            run.server().checkpoint();
            var phase = RoutingPhase.measure(run, subject);
            RunLog.say("Routing, round %d: %s", round, phase);
            if (round > 0) {
                results.routing.add(phase);
            }
        }
    }
}
