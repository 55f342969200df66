package io.recontact.database;

/** Prevents startup. The message tells the operator the reason and the remedy. */
class StartupException extends RuntimeException {

    StartupException(String sentence) {
        super(sentence);
    }

    StartupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
