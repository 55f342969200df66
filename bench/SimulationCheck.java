import module java.base;

/** Compares the simulator with formulas of queueing theory, and with what bench/run has measured. */
final class SimulationCheck {

    /** The distance from a formula that chance may explain. */
    private static final double CHANCE = 0.04;

    /** The distance of a simulated rate from the measured one, at most. The median may be twice as far. */
    private static final double MODEL = 0.1;

    /** The same for the 99th percentile, which garbage collections raise and which depends on the distribution of costs. */
    private static final double TAIL = 0.5;

    /** Seconds of CPU of wrk for a request, in the run at 608f52c. */
    private static final double TOOL = 15e-6;

    private static final int SERVED = 3_000_000;

    private final Table table = new Table("'what", "expected", "simulated", "'verdict");
    private boolean hasFailed;

    /** Prints all comparisons, and returns whether the simulator agrees with all. */
    static boolean run() {
        var check = new SimulationCheck();
        check.erlang(1, 0.7);
        check.erlang(4, 0.9);
        check.erlang(50, 0.85);
        check.constantTimes(0.8);
        check.shared(0.8, true);
        check.shared(0.8, false);
        check.measured("DescribeContact", Work.reading(132, 56), 10_107, 1.5, 6.0);
        check.measured("SendMessage", Work.writing(134, 159, 1), 6_178, 2.5, 5.5);
        check.measured("StartChatContact", Work.writing(277, 451, 1), 2_579, 5.9, 14.2);
        System.out.println(String.join("\n", check.table.lines()));
        return !check.hasFailed;
    }

    /** Poisson arrivals and exponential times: the formulas of Erlang. */
    private void erlang(int servers, double load) {
        var station = served(servers, load, true);
        var waiting = erlangC(servers, servers * load);
        // The rate at which waits end, and the distribution of those that are not zero.
        var rate = servers * (1 - load);
        var name = "M/M/%d at %.0f %%: ".formatted(servers, 100 * load);
        var waits = station.waits();
        compare(name + "busy", load, station.utilisation(), CHANCE);
        compare(name + "share that waits", waiting, waits.above(0), CHANCE);
        compare(name + "mean wait", waiting / rate, waits.mean(), 2 * CHANCE);
        compare(name + "share that waits longer than those who wait on average", waiting / Math.E, waits.above(1 / rate), 2 * CHANCE);
    }

    /** Poisson arrivals and constant times: the formula of Pollaczek and Khinchine. */
    private void constantTimes(double load) {
        var station = served(1, load, false);
        compare("M/D/1 at %.0f %%: mean wait".formatted(100 * load), load / 2 / (1 - load), station.waits().mean(), CHANCE);
    }

    /** A core that all tasks share: the mean depends on the load only, not on the distribution of the times. */
    private void shared(double load, boolean isExponential) {
        var simulation = new Simulation();
        var core = simulation.cores(1);
        var delays = new Sample();
        new Object() {
            void arrive() {
                simulation.after(simulation.exponential(1 / load), () -> {
                    var begin = simulation.now();
                    var time = isExponential ? simulation.exponential(1) : 1;
                    core.serve(time, () -> delays.add(simulation.now() - begin));
                    arrive();
                });
            }
        }.arrive();
        simulation.run(0, SERVED / load);
        var name = "%s on a shared core at %.0f %%: mean delay".formatted(isExponential ? "M/M/1" : "M/D/1", 100 * load);
        compare(name, 1 / (1 - load), delays.mean(), CHANCE);
    }

    /** Serves requests that take 1 on average. */
    private static Station served(int servers, double load, boolean isExponential) {
        var simulation = new Simulation();
        var station = simulation.station(servers);
        new Object() {
            void arrive() {
                simulation.after(simulation.exponential(1 / (servers * load)), () -> {
                    station.serve(isExponential ? simulation.exponential(1) : 1, () -> {});
                    arrive();
                });
            }
        }.arrive();
        simulation.run(1000, SERVED / (servers * load));
        return station;
    }

    /** Returns the share of requests that wait, by the recursion of Erlang's B formula. */
    static double erlangC(int servers, double offered) {
        var blocked = 1.0;
        for (int n = 1; n <= servers; n++) {
            blocked = offered * blocked / (n + offered * blocked);
        }
        var load = offered / servers;
        return blocked / (1 - load * (1 - blocked));
    }

    /** Compares with a row of bench/README.md: 16 connections, two cores, a pool of ten. */
    private void measured(String operation, Work work, double rate, double p50, double p99) {
        var load = ClosedLoad.of(work, TOOL, 2, 10, 16);
        compare(operation + ", 16 connections: a second", rate, load.rate(), MODEL);
        compare(operation + ": p50 ms", p50, 1000 * load.delays().at(50), 2 * MODEL);
        compare(operation + ": p99 ms", p99, 1000 * load.delays().at(99), TAIL);
    }

    private void compare(String what, double expected, double simulated, double tolerance) {
        var ratio = simulated / expected;
        var agrees = ratio < 1 + tolerance && ratio > 1 / (1 + tolerance);
        hasFailed |= !agrees;
        table.add(
                what,
                "%.4g".formatted(expected),
                "%.4g".formatted(simulated),
                "%.2f times%s".formatted(ratio, agrees ? "" : ": FAILS"));
    }
}
