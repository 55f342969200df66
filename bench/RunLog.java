import module java.base;

/** Tells whoever waits for the run what it does; the report goes to standard output. */
final class RunLog {

    private RunLog() {}

    static void say(String message, Object... values) {
        System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + message.formatted(values));
    }
}
