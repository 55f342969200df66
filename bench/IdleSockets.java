import module java.base;

/**
 * The memory of idle websockets.
 *
 * @param heartbeats a second
 * @param echoP99 milliseconds
 * @param serviceLoad cores that the service used
 * @param others the share of the machine that all other processes used
 */
record IdleSockets(
        int sockets,
        Memory before,
        Memory open,
        Memory closed,
        double heartbeats,
        double echoP99,
        double serviceLoad,
        double others) {

    /** The share of the websockets that are opened and closed beforehand, so that classes and pools are loaded. */
    private static final double REHEARSED = 0.1;

    /** Clients send a heartbeat every ten seconds. */
    private static final int SECONDS_LONGER_THAN_A_HEARTBEAT = 12;

    /** A websocket takes a file descriptor at both ends. */
    private static final int OTHER_DESCRIPTORS = 1000;

    /** The memory of a service after a garbage collection, in bytes. */
    record Memory(long resident, long heap) {

        private static Memory of(Service service) throws IOException {
            for (int i = 0; i < 2; i++) { // cleaners let go of more after the first collection
                jcmd(service, "GC.run");
                Processes.sleep(1000);
            }
            var status = Files.readString(Path.of("/proc", "" + service.pid(), "status"));
            return new Memory(
                    1024 * number("VmRSS:\\s+(\\d+) kB", status),
                    1024 * heap(jcmd(service, "GC.heap_info")));
        }

        /** Returns the kilobytes in use in all generations, which come before the metaspace. */
        private static long heap(String info) {
            return numbers("used (\\d+)K", info.split("Metaspace")[0]).sum();
        }

        private static String jcmd(Service service, String command) {
            return Processes.output(Map.of(), Service.java("jcmd"), service.pid(), command);
        }
    }

    /** Opens websockets at a node that has just started, each of another chat, and keeps them for a while. */
    static IdleSockets measure(Run run, Chats chats, Service node) throws Exception {
        var number = run.options().sockets();
        requireDescriptors(number);
        var range = new Chats.Span(Chats.FIRST_IDLE, Chats.FIRST_IDLE + number);
        var tokens = chats.participantTokens(Chats.Role.CUSTOMER, range).stream().map(token -> List.of(token)).toList();
        new Websockets(node, tokens.subList(0, Math.max(1, (int) (REHEARSED * number)))).close();
        var before = Memory.of(node);
        Memory open;
        Websockets.HoldResult held;
        Usage used;
        try (var sockets = new Websockets(node, tokens)) {
            var usage = Usage.now(List.of(node), run.server());
            held = sockets.hold(Math.max(run.options().seconds(), SECONDS_LONGER_THAN_A_HEARTBEAT));
            used = Usage.now(List.of(node), run.server()).since(usage);
            open = Memory.of(node);
        }
        return new IdleSockets(
                number,
                before,
                open,
                Memory.of(node),
                held.echoes().count() / held.seconds(),
                held.echoes().at(99),
                used.service() / held.seconds(),
                used.others());
    }

    /** Returns the bytes of resident memory for each websocket. */
    double residentEach() {
        return (double) (open.resident - before.resident) / sockets;
    }

    /** Returns the bytes of the heap for each websocket. */
    double heapEach() {
        return (double) (open.heap - before.heap) / sockets;
    }

    @Override
    public String toString() {
        return "%,d websockets: %.1f kB each, %.1f kB of it heap in use"
                .formatted(sockets, residentEach() / 1000, heapEach() / 1000);
    }

    /** A JVM raises its limit to the hard one by itself. */
    private static void requireDescriptors(int sockets) throws IOException {
        var limits = Files.readString(Path.of("/proc/self/limits"));
        if (limits.matches("(?s).*Max open files +\\S+ +unlimited.*")) {
            return;
        }
        var limit = number("Max open files +\\S+ +(\\d+)", limits);
        if (limit < sockets + OTHER_DESCRIPTORS) {
            throw new Failure(
                    "%d websockets need %d file descriptors a process: ulimit -Hn says %d",
                    sockets, sockets + OTHER_DESCRIPTORS, limit);
        }
    }

    private static long number(String pattern, String text) {
        return numbers(pattern, text).findFirst().orElseThrow();
    }

    private static LongStream numbers(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().mapToLong(found -> Long.parseLong(found.group(1)));
    }
}
