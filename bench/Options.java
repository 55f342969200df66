import module java.base;

/** The options of the command line. Times are seconds. */
record Options(
        Set<Part> only,
        List<Integer> contacts,
        int warmup,
        int seconds,
        int rounds,
        int connections,
        int threads,
        int rate,
        int sockets,
        int expired,
        boolean imports,
        boolean keeps,
        Optional<Checkout> compare,
        Optional<String> databaseUrl) {

    /** The parts of a run, in the order in which they are measured. */
    enum Part {
        CONTACTS,
        SEARCH,
        METRICS,
        TEXT,
        TRANSCRIPT,
        PUSH,
        SOCKETS,
        NODES,
        ROUTING,
        BYTES,
        MESSAGES,
        RETENTION;

        /** The parts that are measured at each size of the database; RETENTION uses the largest, the others the smallest. */
        static final Set<Part> SIZED = EnumSet.of(CONTACTS, SEARCH, METRICS, TEXT, MESSAGES);

        /** The parts that one process of the service and wrk can measure, and so those of {@code --compare}. */
        static final Set<Part> COMPARED = EnumSet.of(CONTACTS, SEARCH, TRANSCRIPT, MESSAGES);

        /** The parts that need active chats. */
        static final Set<Part> WITH_CHATS = EnumSet.of(TRANSCRIPT, PUSH, SOCKETS, MESSAGES);

        /** The parts that need root. */
        static final Set<Part> PRIVILEGED = EnumSet.of(NODES);

        static String names() {
            return EnumSet.complementOf(EnumSet.copyOf(PRIVILEGED)).stream()
                    .map(part -> part.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(","));
        }
    }

    /** Signatures hold for 15 minutes and are made before a phase begins. */
    private static final int LONGEST_PHASE = 800;

    static final String USAGE = """
            usage: bench/run [options]
              --only PART,PART       what to measure (default: all of %s; nodes needs root;
                                     with --compare: contacts,messages)
              --contacts N,N         sizes of the database (default: 10000,1000000)
              --warmup S             seconds per operation and size; less measures the JIT compiler (default: 60)
              --seconds S            length of a phase (default: 20)
              --rounds N             phases of each kind, in turn (default: 3)
              --connections N        of wrk and of pgbench (default: 16)
              --threads N            of wrk and of pgbench (default: half of the cores)
              --rate N               messages a second whose pushes are timed (default: 200)
              --sockets N            idle websockets whose memory is measured (default: 5000)
              --expired N            chats that retention deletes in a cycle (default: 1000000)
              --fill sql|import      what writes the ended contacts of the database (default: sql)
              --compare DIRECTORY    another checkout of the service: measures both in turn instead of pgbench
              --database-url URL     an existing server, postgresql://user:password@host:port
                                     (default: a server for the run)
              --keep yes|no          keep and reuse imported databases on an existing server (default: no)
            """.formatted(Part.names());

    static Options parse(String... arguments) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!USAGE.contains("  " + arguments[i] + " ") || i + 1 == arguments.length) {
                throw new Failure("%s", USAGE);
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        var compare = Optional.ofNullable(given.get("--compare")).map(path -> new Checkout(Path.of(path)));
        var only = given.getOrDefault("--only", compare.isPresent() ? "contacts,messages" : Part.names());
        try {
            var options = new Options(
                    parts(only),
                    Arrays.stream(given.getOrDefault("--contacts", "10000,1000000").split(","))
                            .map(Integer::valueOf)
                            .sorted()
                            .distinct()
                            .toList(),
                    number(given, "--warmup", 60),
                    number(given, "--seconds", 20),
                    number(given, "--rounds", 3),
                    number(given, "--connections", 16),
                    number(given, "--threads", Math.max(1, Runtime.getRuntime().availableProcessors() / 2)),
                    number(given, "--rate", 200),
                    number(given, "--sockets", 5000),
                    number(given, "--expired", 1_000_000),
                    given.getOrDefault("--fill", "sql").equals("import"),
                    given.getOrDefault("--keep", "no").equals("yes"),
                    compare,
                    Optional.ofNullable(given.get("--database-url")));
            options.check();
            return options;
        } catch (IllegalArgumentException e) {
            throw new Failure("%s%n%s", e.getMessage(), USAGE);
        }
    }

    boolean has(Part part) {
        return only.contains(part);
    }

    boolean hasAnyOf(Set<Part> parts) {
        return only.stream().anyMatch(parts::contains);
    }

    /** Returns whether pgbench runs the statements of an operation, which must then be those of the service. */
    boolean hasPgbenchFor(Operation operation) {
        return compare.isEmpty() && operation.script().isPresent();
    }

    private void check() {
        if (Math.max(warmup, seconds) > LONGEST_PHASE) {
            throw new IllegalArgumentException(
                    "Signatures expire, so a phase lasts at most %d s".formatted(LONGEST_PHASE));
        }
        if (compare.isPresent() && !Part.COMPARED.containsAll(only)) {
            throw new IllegalArgumentException("--compare can measure contacts, search, transcript and messages only");
        }
    }

    private static Set<Part> parts(String names) {
        return Arrays.stream(names.toUpperCase(Locale.ROOT).split(","))
                .map(Part::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
    }

    private static int number(Map<String, String> given, String option, int otherwise) {
        return Optional.ofNullable(given.get(option)).map(Integer::valueOf).orElse(otherwise);
    }
}
