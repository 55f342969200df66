import module java.base;

/** Where and how a run has measured: what its figures depend on. */
record Circumstances(Run run, Results results) {

    private static final int SYNCS = 200;

    List<String> lines() {
        try {
            return List.of(options(), machine(), versions(), disk(), scheduler(), load(), commits());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String options() {
        var given = run.options();
        return "- %d connections, %d load thread(s), %d round(s) of %d s, after %d s of warm-up per operation and size"
                .formatted(given.connections(), given.threads(), given.rounds(), given.seconds(), given.warmup());
    }

    private String versions() {
        var server = run.server();
        return "- JDK %s, %s; PostgreSQL %s (%s), shared_buffers %s; %s; %s".formatted(
                Runtime.version(),
                String.join(" ", Service.OPTIONS),
                server.value(PostgresServer.MAINTENANCE, "show server_version"),
                server.isOwn() ? "its own server" : "an existing one at " + server.host(),
                server.value(PostgresServer.MAINTENANCE, "show shared_buffers"),
                // It ends with an error.
                Processes.output(Map.of(), "sh", "-c", "wrk -v || true").replaceFirst("(?s) \\[.*", ""),
                Processes.output(Map.of(), "pgbench", "--version").strip());
    }

    private String disk() throws IOException {
        var type = Files.getFileStore(run.directory()).type();
        return "- temporary directory on %s, fdatasync of 8 kB in %.0f µs".formatted(type, syncMicros());
    }

    /** PostgreSQL makes each of its processes a session; automatic groups give each session as much as the service. */
    private String scheduler() throws IOException {
        var setting = Path.of("/proc/sys/kernel/sched_autogroup_enabled");
        return Files.exists(setting) && Files.readString(setting).strip().equals("1")
                ? "- the kernel shares the cores between sessions (sched_autogroup_enabled), so p99 says little"
                : "- the kernel shares the cores between threads";
    }

    private String load() {
        var others = others();
        if (others.count() == 0) {
            return "- what others used of the machine was not measured";
        }
        return "- others used %.0f %% of the machine during a phase (median), at most %.0f %%"
                .formatted(100 * others.median(), 100 * others.highest());
    }

    private String commits() {
        var compared = run.options().compare().map(other -> ", compared with " + other.commit());
        var time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(ZonedDateTime.now(ZoneOffset.UTC));
        return "- commit %s%s, %s UTC".formatted(run.checkout().commit(), compared.orElse(""), time);
    }

    private Percentiles others() {
        var phases = Stream.of(
                        results.phases.values().stream().flatMap(Collection::stream),
                        results.nodes.stream().map(NodesPhase::one),
                        results.pushesByNodes.values().stream().flatMap(Collection::stream).map(PushPhase::load),
                        results.routing.stream().map(RoutingPhase::load))
                .flatMap(each -> each)
                .map(Phase::others);
        return Percentiles.of(Stream.concat(phases, results.idle.map(IdleSockets::others).stream()).toList());
    }

    private static String machine() throws IOException {
        var cpu = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        var system = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return "- %d cores, %s, %s".formatted(Runtime.getRuntime().availableProcessors(), cpu, system);
    }

    /** Returns how long a page takes to become durable, which limits a single writer. */
    private double syncMicros() throws IOException {
        var micros = new ArrayList<Double>();
        try (var file = FileChannel.open(
                run.directory().resolve("sync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNCS; i++) {
                file.write(ByteBuffer.allocate(8192), 0);
                var begin = System.nanoTime();
                file.force(false); // fdatasync
                micros.add((System.nanoTime() - begin) / 1000.0);
            }
        }
        return Percentiles.of(micros).median();
    }
}
