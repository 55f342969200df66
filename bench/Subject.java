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

    /** Starts a service on a new database, and fills the database with the scripts of the same checkout. */
    static Subject prepare(Run run, Checkout checkout, int contacts, String name) {
        var database = "recontact_bench_%d_%s".formatted(ProcessHandle.current().pid(), name);
        RunLog.say("%,d contacts: create a database, start %s on it, fill it", contacts, checkout.root());
        run.server().create(database, run.cleanup());
        var service = Service.start(run, checkout.jar(), database);
        var variables = Map.of("contacts", contacts, "instance", service.instance(), "flow", service.flow());
        run.server().run(database, checkout.script("fill.sql"), variables);
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
        run.server()
                .run(
                        database,
                        checkout.script("text.sql"),
                        Map.of("contacts", contacts, "instance", service.instance()));
    }

    Service startAnotherNode(Run run) {
        return Service.startBeside(service, run, checkout.jar(), database);
    }
}
