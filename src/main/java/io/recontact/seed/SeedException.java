package io.recontact.seed;

/** Prevents startup. The message names the file, the line and the reason. */
class SeedException extends RuntimeException {

    SeedException(String message) {
        super(message);
    }

    SeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
