/**
 * The costs of a request. The distribution of both times is exponential, which is more scattered than that of real ones.
 *
 * @param service seconds of CPU of a node, half of them before the database has answered
 * @param postgres seconds of CPU of PostgreSQL
 * @param commit seconds until a commit is durable, which takes no CPU; 0 for a read
 */
record Work(double service, double postgres, double commit) {

    /** A fdatasync of 8 kB on the disk of the measurements. */
    private static final double SYNC = 69e-6;

    /** Returns the cost of a request that commits so often; costs are microseconds. */
    static Work writing(double service, double postgres, int commits) {
        return new Work(service / 1e6, postgres / 1e6, commits * SYNC);
    }

    static Work reading(double service, double postgres) {
        return new Work(service / 1e6, postgres / 1e6, 0);
    }

    /** Returns the cost at a node whose cores have something else to do as well. */
    Work slowedBy(double factor) {
        return new Work(factor * service, postgres, commit);
    }

    /** Runs a request: CPU of a node, a connection of its pool, CPU of PostgreSQL, the commit, CPU of the node. */
    void run(Simulation simulation, Cores node, Station pool, Cores database, Runnable answered) {
        node.serve(simulation.exponential(service / 2), () -> pool.acquire(() -> {
            database.serve(simulation.exponential(postgres), () -> simulation.after(commit, () -> {
                pool.release();
                node.serve(simulation.exponential(service / 2), answered);
            }));
        }));
    }
}
