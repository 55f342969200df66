import module java.base;

/**
 * A simulated phase of bench/run: connections that each send a request when the last one is answered. Service,
 * PostgreSQL and load tool share the cores of the machine.
 *
 * @param rate requests a second
 * @param delays of the answers, in seconds
 */
record ClosedLoad(double rate, Percentiles delays) {

    private static final double WARM_UP = 2;
    private static final double SECONDS = 20;

    /** @param tool seconds of CPU of the load tool for a request */
    static ClosedLoad of(Work work, double tool, int cores, int pool, int connections) {
        var simulation = new Simulation();
        var machine = simulation.cores(cores);
        var sessions = simulation.station(pool);
        var delays = new Sample();
        for (int i = 0; i < connections; i++) {
            new Object() {
                void send() {
                    var begin = simulation.now();
                    machine.serve(simulation.exponential(tool), () ->
                            work.run(simulation, machine, sessions, machine, () -> {
                                if (begin >= WARM_UP) {
                                    delays.add(simulation.now() - begin);
                                }
                                send();
                            }));
                }
            }.send();
        }
        simulation.run(WARM_UP, SECONDS);
        return new ClosedLoad(delays.count() / SECONDS, delays.percentiles());
    }
}
