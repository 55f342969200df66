package io.recontact.database;

/** The service does not start, and its message is the sentence that tells the operator why and what to do. */
class RefusedStartException extends RuntimeException {

    RefusedStartException(String sentence) {
        super(sentence);
    }

    RefusedStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
