package io.recontact.history;

/** A line that is not imported. The message says why, and contains nothing of the line but names and ids. */
final class ImportRefusal extends RuntimeException {

    ImportRefusal(String message) {
        super(message, null, false, false);
    }
}
