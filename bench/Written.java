import module java.base;

/**
 * The rows and bytes that a service has made a database write and send, since the counters began or between two
 * moments.
 *
 * @param wal bytes of the write-ahead log
 * @param tables the size of all tables without their indexes
 * @param queries what the service has sent to PostgreSQL
 * @param answers what PostgreSQL has sent to the service
 */
record Written(
        double wal,
        double inserted,
        double updated,
        double deleted,
        double tables,
        double indexes,
        double queries,
        double answers) {

    private static final String COUNTERS = """
            select pg_current_wal_insert_lsn() - '0/0',
                   sum(n_tup_ins), sum(n_tup_upd), sum(n_tup_del), sum(pg_table_size(relid)), sum(pg_indexes_size(relid))
            from pg_stat_user_tables where schemaname = 'public'""";

    static Written now(PostgresServer server, String database, Service service) {
        var counters = server.rows(database, COUNTERS).getFirst().stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        // The connections of the pool stay open, so the counters of the kernel never go back.
        var connections = Processes.output(Map.of(), "ss", "-tinpOH", "dport = :" + server.port()).lines()
                .filter(line -> line.contains("pid=" + service.pid() + ","))
                .toList();
        return new Written(
                counters[0], counters[1], counters[2], counters[3], counters[4], counters[5],
                sum("bytes_sent", connections), sum("bytes_received", connections));
    }

    /** Returns this less a multiple of another. */
    Written minus(Written other, double times) {
        return new Written(
                wal - times * other.wal,
                inserted - times * other.inserted,
                updated - times * other.updated,
                deleted - times * other.deleted,
                tables - times * other.tables,
                indexes - times * other.indexes,
                queries - times * other.queries,
                answers - times * other.answers);
    }

    private static double sum(String counter, List<String> connections) {
        var value = Pattern.compile("\\b" + counter + ":(\\d+)");
        return connections.stream()
                .flatMap(line -> value.matcher(line).results())
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }
}
