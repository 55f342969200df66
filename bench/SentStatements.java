import module java.base;

/** The statements that a service sends from now on, as PostgreSQL shows them while they run. */
final class SentStatements {

    /** The least {@code track_activity_query_size} at which PostgreSQL shows all statements whole. */
    private static final int LONGEST = 8192;

    /** PostgreSQL counts the transactions of a session late. */
    private static final int SECONDS_LONG_ENOUGH_TO_COUNT = 30;

    /** A node notifies the others with one statement for all requests of some milliseconds. */
    private static final double NOTIFICATIONS_A_SECOND = 1000 / 3.0;

    private final PostgresServer server;
    private final String database;
    private final Set<String> seen = new TreeSet<>();
    private final long began = System.nanoTime();
    private final long transactionsBefore;

    SentStatements(PostgresServer server, String database) {
        this.server = server;
        this.database = database;
        this.transactionsBefore = transactions();
    }

    /** Notes the statements that run at this moment, or ran last in their session. */
    void look() {
        server.rows(PostgresServer.MAINTENANCE, """
                        select distinct query from pg_stat_activity
                        where datname = '%s' and application_name not in ('bench', 'psql', 'pgbench') and query <> ''
                        """.formatted(database))
                .forEach(row -> seen.add(Script.withoutParameters(row.getFirst())));
    }

    /** Fails if a script has a statement that the service does not send, or another number of transactions. */
    void requireThoseOf(Script script, Operation operation, long requests) {
        if (!areShownWhole()) {
            RunLog.say("The statements are not checked: track_activity_query_size is less than %d", LONGEST);
            return;
        }
        for (var statement : script.statements()) {
            if (!seen.contains(statement)) {
                var nearest = seen.stream().max(Comparator.comparingInt(sent -> same(statement, sent))).orElse("");
                throw new Failure("""
                        The service does not send this statement of %s:

                        %s

                        The most similar statement that it sends is:

                        %s

                        The script has "%s", the service has "%s". Copy the changed statement from %s to the script.""",
                        script.file(),
                        statement,
                        nearest,
                        around(same(statement, nearest), statement),
                        around(same(statement, nearest), nearest),
                        String.join(" or ", script.origins()));
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        if (seconds < SECONDS_LONG_ENOUGH_TO_COUNT) {
            return;
        }
        var sent = (double) (transactions() - transactionsBefore) / requests;
        var notifications = operation.isAnnounced() ? seconds * NOTIFICATIONS_A_SECOND / requests : 0;
        if (script.transactions() < Math.round(sent - notifications)
                || script.transactions() > Math.round(sent) && !operation.isBatched()) {
            throw new Failure(
                    "The service has %.2f transactions a request, %s has %d. The service sends:%n%n%s",
                    sent, script.file(), script.transactions(), String.join("\n\n", seen));
        }
    }

    /** Returns how many characters are the same from the beginning. */
    private static int same(String statement, String other) {
        var difference = Arrays.mismatch(statement.toCharArray(), other.toCharArray());
        return difference < 0 ? statement.length() : difference;
    }

    private static String around(int position, String statement) {
        return statement.substring(Math.max(0, position - 40), Math.min(statement.length(), position + 40));
    }

    private long transactions() {
        return Long.parseLong(server.value(
                PostgresServer.MAINTENANCE,
                "select xact_commit + xact_rollback from pg_stat_database where datname = '%s'".formatted(database)));
    }

    private boolean areShownWhole() {
        var length = "select pg_size_bytes(current_setting('track_activity_query_size'))";
        return Integer.parseInt(server.value(PostgresServer.MAINTENANCE, length)) >= LONGEST;
    }
}
