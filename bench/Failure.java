/** Ends the run with a message instead of a stack trace. */
final class Failure extends RuntimeException {

    Failure(String message, Object... values) {
        super(values.length == 0 ? message : message.formatted(values));
    }
}
