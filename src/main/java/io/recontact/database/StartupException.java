package io.recontact.database;

/** The service does not start, and its message is the sentence that tells the operator why and what to do. */
class StartupException extends RuntimeException {

    StartupException(String sentence) {
        super(sentence);
    }

    StartupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
