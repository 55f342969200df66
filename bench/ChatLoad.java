import module java.base;

/**
 * A simulated service: customers start chats at random times, wait for an agent, exchange messages with the agent, and
 * leave. Each request goes to a node picked at random.
 */
final class ChatLoad {

    /**
     * The size of a service and of its load.
     *
     * @param chats the number of chats that agents have at a time, on average
     * @param places the number of chats that an agent can have at a time
     * @param minutes the length of a chat from the acceptance by an agent to its last message
     * @param messages the number of messages of a chat, from both sides together
     * @param cores those of each node
     * @param pool the number of database connections of each node
     */
    record Settings(
            int chats,
            int agents,
            int places,
            double minutes,
            int messages,
            int nodes,
            int cores,
            int databaseCores,
            int pool) {

        double chatsASecond() {
            return chats / (60 * minutes);
        }

        double messagesASecond() {
            return messages * chatsASecond();
        }

        /** Returns the number of websockets: one of the customer and one of the agent for each chat. */
        int sockets() {
            return 2 * chats;
        }
    }

    /**
     * The kinds of requests. The costs of START, TRANSCRIPT and AGENT are those of the operations and of routing in
     * bench/README.md, that of MESSAGE is the cost of a message that is pushed to two websockets at 1,000 a second. Those
     * of the others are from {@code bench/run --only bytes}, which are upper bounds.
     */
    enum Kind {
        START(Work.writing(277, 451, 1)),
        CONNECT(Work.writing(2262, 2007, 2)),
        MESSAGE(Work.writing(590, 343, 1)),
        TYPING(Work.reading(202, 130)),
        RECEIPT(Work.writing(550, 380, 1)),
        TRANSCRIPT(Work.reading(352, 230)),
        /** A quarter of what an agent does from the offer to clearing. */
        AGENT(Work.writing(11_000 / 4.0, 11_000 / 4.0, 4));

        final Work work;

        Kind(Work work) {
            this.work = work;
        }
    }

    /** The receipts of a message: delivered, and read. */
    private static final int RECEIPTS = 2;

    /** Of a core, for the heartbeats of one websocket. */
    private static final double HEARTBEATS = 0.21 / 10_000;

    private final Settings settings;
    private final Simulation simulation = new Simulation();
    private final List<Cores> cores = new ArrayList<>();
    private final List<Station> pools = new ArrayList<>();
    private final Cores database;
    private final Station agents;
    private final Map<Kind, Sample> delays = new EnumMap<>(Kind.class);
    private final double heartbeats;
    private double countedFrom;

    private ChatLoad(Settings settings) {
        this.settings = settings;
        for (int i = 0; i < settings.nodes; i++) {
            cores.add(simulation.cores(settings.cores));
            pools.add(simulation.station(settings.pool));
        }
        this.database = simulation.cores(settings.databaseCores);
        this.agents = simulation.station(settings.agents * settings.places);
        this.heartbeats = HEARTBEATS * settings.sockets() / settings.nodes / settings.cores;
    }

    /** Simulates so many chats, after a tenth of them that is not counted. */
    static ChatLoad of(Settings settings, int chats) {
        var load = new ChatLoad(settings);
        load.begin();
        var seconds = chats / settings.chatsASecond();
        load.countedFrom = seconds / 10;
        load.simulation.run(seconds / 10, seconds);
        return load;
    }

    Settings settings() {
        return settings;
    }

    /** Returns the delays of the answers to requests of a kind, in seconds. */
    Percentiles delays(Kind kind) {
        return delays.getOrDefault(kind, new Sample()).percentiles();
    }

    /** Returns how long customers waited for an agent, in seconds. */
    Percentiles waits() {
        return agents.waits().percentiles();
    }

    /** Returns the share of the cores of all nodes that was busy, heartbeats included. */
    double nodes() {
        var busy = cores.stream().mapToDouble(Cores::utilisation).average().orElseThrow();
        return heartbeats + (1 - heartbeats) * busy;
    }

    double database() {
        return database.utilisation();
    }

    /** Returns the share of the places of all agents that was taken. */
    double agents() {
        return agents.utilisation();
    }

    double connections() {
        return pools.stream().mapToDouble(Station::utilisation).average().orElseThrow();
    }

    /** Begins with as many chats as there are later, each of them after a random number of its messages. */
    private void begin() {
        if (heartbeats >= 1) {
            throw new Failure("The heartbeats alone take %.1f times the cores of the nodes", heartbeats);
        }
        var running = Math.min(settings.chats, settings.agents * settings.places);
        agents.occupy(running);
        for (int i = 0; i < running; i++) {
            talk(simulation.below(settings.messages));
        }
        arrive();
    }

    private void arrive() {
        simulation.after(simulation.exponential(1 / settings.chatsASecond()), () -> {
            arrive();
            request(Kind.START, () -> request(Kind.CONNECT, () -> agents.acquire(this::accept)));
        });
    }

    /** Two of the four requests of an agent come before the chat, and two after it. */
    private void accept() {
        request(Kind.AGENT, () -> request(Kind.AGENT, () -> request(Kind.CONNECT, () -> {
            request(Kind.TRANSCRIPT, () -> {});
            request(Kind.TRANSCRIPT, () -> {});
            talk(0);
        })));
    }

    /** Each message is announced by a typing event and followed by its receipts. Nobody waits for their answers. */
    private void talk(int sent) {
        simulation.after(simulation.exponential(60 * settings.minutes / settings.messages), () -> {
            request(Kind.TYPING, () -> {});
            request(Kind.MESSAGE, () -> {
                for (int i = 0; i < RECEIPTS; i++) {
                    request(Kind.RECEIPT, () -> {});
                }
            });
            if (sent + 1 < settings.messages) {
                talk(sent + 1);
            } else {
                request(Kind.AGENT, () -> request(Kind.AGENT, agents::release));
            }
        });
    }

    private void request(Kind kind, Runnable answered) {
        var node = simulation.below(settings.nodes);
        var begin = simulation.now();
        kind.work.slowedBy(1 / (1 - heartbeats)).run(simulation, cores.get(node), pools.get(node), database, () -> {
            if (begin >= countedFrom) {
                delays.computeIfAbsent(kind, _ -> new Sample()).add(simulation.now() - begin);
            }
            answered.run();
        });
    }
}
