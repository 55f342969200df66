import module java.base;

/** Servers with one queue: first come, first served. */
final class Station {

    private record Waiting(double since, Runnable granted) {}

    private final Simulation simulation;
    private final int servers;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private Sample waits = new Sample();
    private int busy;
    private double busySeconds;
    private double changedAt;
    private double forgottenAt;

    Station(Simulation simulation, int servers) {
        this.simulation = simulation;
        this.servers = servers;
    }

    /** Takes a server for some time, as soon as one is free. */
    void serve(double seconds, Runnable done) {
        acquire(() -> simulation.after(seconds, () -> {
            release();
            done.run();
        }));
    }

    /** Takes a server, as soon as one is free, until it is released. */
    void acquire(Runnable granted) {
        if (busy < servers) {
            count(1);
            waits.add(0);
            granted.run();
        } else {
            queue.add(new Waiting(simulation.now(), granted));
        }
    }

    void release() {
        var next = queue.poll();
        if (next == null) {
            count(-1);
        } else {
            waits.add(simulation.now() - next.since);
            next.granted.run();
        }
    }

    /** Takes servers for what began before the simulation. */
    void occupy(int taken) {
        count(taken);
    }

    /** Forgets what was counted; what is under way goes on. */
    void forget() {
        waits = new Sample();
        busySeconds = 0;
        changedAt = simulation.now();
        forgottenAt = simulation.now();
    }

    /** Returns how long those waited who have got a server; many of them not at all. */
    Sample waits() {
        return waits;
    }

    /** Returns the share of the servers that were busy. */
    double utilisation() {
        count(0);
        return busySeconds / servers / (simulation.now() - forgottenAt);
    }

    private void count(int change) {
        busySeconds += busy * (simulation.now() - changedAt);
        changedAt = simulation.now();
        busy += change;
    }
}
