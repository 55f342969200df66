import module java.base;

/**
 * A service on a filled database.
 *
 * @param contacts the number of ended contacts in the database
 * @param sampled the ids of contacts to describe
 */
record Subject(
        Checkout checkout, int contacts, String database, Service service, List<String> sampled, Chats chats) {

    /** The number of requests that are prepared, at most. */
    private static final int SAMPLED = 20_000;

    /** The items of the transcript of each contact. */
    private static final int ITEMS = 2;
    /** The same, where the search of transcripts is measured. */
    private static final int ITEMS_OF_TEXT = 10;

    /** Starts a service on a new database, and fills the database with the scripts of the same checkout. */
    static Subject prepare(Run run, Results results, Checkout checkout, int contacts, String name) {
        var options = run.options();
        var items = options.has(Options.Part.TEXT) ? ITEMS_OF_TEXT : ITEMS;
        var database = options.keeps()
                ? "recontact_bench_%s_%d".formatted(name, items)
                : "recontact_bench_%d_%s".formatted(ProcessHandle.current().pid(), name);
        var isNew = run.server().create(database, options.keeps(), run.cleanup());
        RunLog.say("%,d contacts: start %s on %s database", contacts, checkout.root(), isNew ? "a new" : "its");
        var service = isNew
                ? startAndFill(run, results, checkout, database, contacts, items)
                : Service.start(run, checkout.jar(), database);
        var sampled = Math.min(contacts, SAMPLED);
        var ids = "select bench.contact_id(n * %d) from generate_series(0, %d) n"
                .formatted(contacts / sampled, sampled - 1);
        var subject = new Subject(
                checkout,
                contacts,
                database,
                service,
                run.server().rows(database, ids).stream().map(List::getFirst).toList(),
                new Chats(run.server(), database, service));
        // The first chat also makes the key that signs tokens.
        Stream.of(Operation.DESCRIBE_CONTACT, Operation.START_CHAT_CONTACT)
                .forEach(operation -> service.call(operation.requests(subject).getFirst()));
        if (run.options().hasAnyOf(Options.Part.WITH_CHATS)) {
            subject.chats.fill(checkout, run.options().sockets());
        }
        return subject;
    }

    private static Service startAndFill(
            Run run, Results results, Checkout checkout, String database, int contacts, int items) {
        var service = Service.start(run, checkout.jar(), database);
        var isImported = run.options().imports();
        var variables = Map.of(
                "contacts", contacts,
                "rows", isImported ? 0 : contacts,
                "instance", service.instance(),
                "flow", service.flow());
        run.server().run(database, checkout.script("fill.sql"), variables);
        if (!isImported) {
            return service;
        }
        service.close(); // it would use the cores, and index words meanwhile
        results.imports.add(ImportPhase.measure(run, checkout, database, contacts, items));
        return Service.start(run, checkout.jar(), database);
    }

    /** The number of queues that contacts with metrics came from. */
    static final int QUEUES = 20;

    /** Gives the contacts metrics, in queues that this makes. */
    void fillMetrics(Run run) {
        var hours = service.call(service.sign("GET", "/hours-of-operations-summary/" + service.instance(), ""))
                .at("/HoursOfOperationSummaryList/0/Id")
                .asString();
        var queues = new ArrayList<String>();
        for (int n = 0; n < QUEUES; n++) {
            queues.add(service.call(service.sign("PUT", "/queues/" + service.instance(), """
                    {"Name": "bench-%d", "HoursOfOperationId": "%s"}""".formatted(n, hours)))
                    .path("QueueId")
                    .asString());
        }
        run.server()
                .run(
                        database,
                        checkout.script("metrics.sql"),
                        Map.of(
                                "contacts", contacts,
                                "instance", service.instance(),
                                "queues", "{%s}".formatted(String.join(",", queues))));
    }

    /** Gives the contacts ten items each, and the search their words. */
    void fillText(Run run) {
        if (run.options().imports()) {
            return; // imported items have words
        }
        run.server()
                .run(
                        database,
                        checkout.script("text.sql"),
                        Map.of("contacts", contacts, "instance", service.instance()));
    }

    /** Returns the same contacts at another node. */
    Subject at(Service node) {
        return new Subject(checkout, contacts, database, node, sampled, chats);
    }

    Service startAnotherNode(Run run) {
        return Service.startBeside(service, run, checkout.jar(), database);
    }
}
