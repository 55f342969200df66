import module java.base;

/**
 * The parts that all measurements of a run share.
 *
 * @param checkout the checkout of this benchmark
 * @param directory a temporary directory
 */
record Run(Checkout checkout, Options options, PostgresServer server, Path directory, Cleanup cleanup) {}
