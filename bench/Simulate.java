import module java.base;

/** Simulates a service of a given size under a given load; see README.md. */
final class Simulate {

    /** The most websockets of a node, of its setting {@code server.tomcat.max-connections}. */
    private static final int SOCKETS = 20_000;

    private static final String USAGE = """
            usage: bench/simulate [options] | --check
              --chats N             chats with agents at a time, on average (default: 1000)
              --agents N            default: 275
              --places N            chats of an agent at a time (default: 4)
              --minutes N           length of a chat (default: 10)
              --messages N          messages of a chat, of both sides together (default: 10)
              --nodes N             default: 2
              --cores N             of each node (default: 2)
              --database-cores N    default: 2
              --pool N              database connections of each node (default: 10)
              --simulated N         chats that are simulated (default: 100000)
              --check               compares the simulator with formulas and with measured figures
            """;

    private Simulate() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        if (List.of(arguments).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        if (List.of(arguments).equals(List.of("--check"))) {
            System.exit(SimulationCheck.run() ? 0 : 1);
        }
        try {
            System.out.println(String.join("\n", page(given(arguments))));
        } catch (Failure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, Integer> given(String... arguments) {
        var given = new HashMap<String, Integer>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!USAGE.contains("  " + arguments[i] + " N ")
                    || i + 1 == arguments.length
                    || !arguments[i + 1].matches("[1-9]\\d{0,8}")) {
                throw new Failure("%s", USAGE);
            }
            given.put(arguments[i], Integer.valueOf(arguments[i + 1]));
        }
        return given;
    }

    private static ChatLoad.Settings settings(Map<String, Integer> given) {
        return new ChatLoad.Settings(
                given.getOrDefault("--chats", 1000),
                given.getOrDefault("--agents", 275),
                given.getOrDefault("--places", 4),
                given.getOrDefault("--minutes", 10),
                given.getOrDefault("--messages", 10),
                given.getOrDefault("--nodes", 2),
                given.getOrDefault("--cores", 2),
                given.getOrDefault("--database-cores", 2),
                given.getOrDefault("--pool", 10));
    }

    private static List<String> page(Map<String, Integer> given) {
        var settings = settings(given);
        var load = ChatLoad.of(settings, given.getOrDefault("--simulated", 100_000));
        var used = new LinkedHashMap<String, Double>();
        used.put("cores of the nodes", load.nodes());
        used.put("cores of PostgreSQL", load.database());
        used.put("connections to PostgreSQL", load.connections());
        used.put("websockets of the nodes", settings.sockets() / (double) SOCKETS / settings.nodes());
        var first = Collections.max(used.entrySet(), Map.Entry.comparingByValue()).getKey();
        var table = new Table("'%,d chats, %,.1f chats/s, %,.1f messages/s".formatted(
                settings.chats(), settings.chatsASecond(), settings.messagesASecond()), "");
        used.forEach((resource, share) -> table.add(
                resource + (resource.equals(first) ? ": the first limit, at %.1f times this load".formatted(1 / share) : ""),
                "%.1f %%".formatted(100 * share)));
        table.add("places of the agents", "%.1f %%".formatted(100 * load.agents()));
        for (var kind : List.of(ChatLoad.Kind.START, ChatLoad.Kind.MESSAGE, ChatLoad.Kind.AGENT)) {
            var delays = load.delays(kind);
            table.add("answer to %s, p50 / p99".formatted(kind.name().toLowerCase()), "%.2f / %.2f ms".formatted(
                    1000 * delays.at(50), 1000 * delays.at(99)));
        }
        var waits = load.waits();
        table.add("wait for an agent, p50 / p99", "%.1f / %.1f s".formatted(waits.at(50), waits.at(99)));
        return table.lines();
    }
}
