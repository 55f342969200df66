import module java.base;

/**
 * The CPU that has been used since the system started, or between two moments, in seconds.
 *
 * @param pauses the time for which garbage collections stopped services, in seconds
 * @param waits the time for which requests waited for a database connection, in seconds, all requests together
 * @param postgres NaN if unknown
 * @param tool by this JVM and by its children that have ended, such as wrk
 * @param machine by all processes, stolen time included
 * @param available what all cores had to give
 */
record Usage(
        double service,
        double pauses,
        double waits,
        double postgres,
        double tool,
        double machine,
        double available) {

    private static final double TICKS_A_SECOND = 100; // USER_HZ, which is the same on all common architectures

    static Usage now(List<Service> services, PostgresServer server) {
        var self = ProcessTimes.read(ProcessHandle.current().pid());
        // user, nice, system, idle, iowait, irq, softirq, steal
        var ticks = LongStream.of(numbers(firstLine(Path.of("/proc/stat")))).limit(8).toArray();
        var available = LongStream.of(ticks).sum();
        return new Usage(
                services.stream().mapToDouble(service -> ProcessTimes.read(service.pid()).own).sum(),
                services.stream().mapToDouble(service -> service.meter("jvm_gc_pause_seconds_sum")).sum(),
                services.stream().mapToDouble(service -> service.meter("hikaricp_connections_acquire_seconds_sum")).sum(),
                server.postmaster().isPresent() ? family(server.postmaster().getAsLong()) : Double.NaN,
                self.own + self.ended,
                (available - ticks[3] - ticks[4]) / TICKS_A_SECOND,
                available / TICKS_A_SECOND);
    }

    Usage since(Usage before) {
        return new Usage(
                service - before.service,
                pauses - before.pauses,
                waits - before.waits,
                postgres - before.postgres,
                tool - before.tool,
                machine - before.machine,
                available - before.available);
    }

    /** Returns the share of the machine that all other processes used. */
    double others() {
        return (machine - service - (Double.isNaN(postgres) ? 0 : postgres) - tool) / available;
    }

    /** Returns the parent of a process of PostgreSQL, if there is such a process on this machine. */
    static OptionalLong parentOfPostgres(String pid) {
        var name = Path.of("/proc", pid, "comm");
        return Files.exists(name) && firstLine(name).equals("postgres")
                ? OptionalLong.of(ProcessTimes.read(Long.parseLong(pid)).parent)
                : OptionalLong.empty();
    }

    /** Returns the CPU of a postmaster and its children, living or not. */
    private static double family(long postmaster) {
        var process = ProcessTimes.read(postmaster);
        return process.own
                + process.ended
                + ProcessHandle.of(postmaster).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToDouble(child -> ProcessTimes.read(child.pid()).own)
                        .sum();
    }

    /** A process, its seconds of CPU, and those of its children that have ended. */
    private record ProcessTimes(long parent, double own, double ended) {

        private static final ProcessTimes GONE = new ProcessTimes(0, 0, 0);

        static ProcessTimes read(long pid) {
            var file = Path.of("/proc", "" + pid, "stat");
            var line = Files.exists(file) ? firstLine(file) : "";
            if (line.isEmpty()) {
                return GONE;
            }
            // The name, in parentheses, may have spaces. A letter for the state follows it.
            var fields = numbers(line.substring(line.lastIndexOf(')') + 2));
            return new ProcessTimes(
                    fields[0], (fields[10] + fields[11]) / TICKS_A_SECOND, (fields[12] + fields[13]) / TICKS_A_SECOND);
        }
    }

    /** Returns the numbers that follow the first word. */
    private static long[] numbers(String line) {
        return Stream.of(line.split(" +")).skip(1).limit(14).mapToLong(Long::parseLong).toArray();
    }

    private static String firstLine(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException _) { // the process has ended in this moment
            return "";
        }
    }
}
