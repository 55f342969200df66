/**
 * The figures of one phase of load.
 *
 * @param rate requests a second
 * @param p50 milliseconds, as is p99
 * @param pauses the share of the time for which garbage collections stopped the service
 * @param waited microseconds that a request waited for a database connection
 * @param serviceCost microseconds of CPU per request, as are the other costs
 * @param postgresCost NaN if unknown
 * @param others the share of the machine that all other processes used
 */
record Phase(
        long requests,
        double rate,
        double p50,
        double p99,
        double pauses,
        double waited,
        double serviceCost,
        double postgresCost,
        double toolCost,
        double others) {

    static Phase of(Usage used, long requests, double seconds, double p50, double p99) {
        var micros = 1e6 / requests;
        return new Phase(
                requests,
                requests / seconds,
                p50,
                p99,
                used.pauses() / seconds,
                used.waits() * micros,
                used.service() * micros,
                used.postgres() * micros,
                used.tool() * micros,
                used.others());
    }

    /** Returns the costs of the service and of PostgreSQL. */
    double cost() {
        return serviceCost + postgresCost;
    }

    @Override
    public String toString() {
        return "%,.0f/s, p50 %.2f ms, p99 %.2f ms; others used %.0f %% of the machine"
                .formatted(rate, p50, p99, 100 * others);
    }
}
