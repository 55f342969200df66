package io.recontact.flow;

/** That a run was ended while somebody went on with it: what that has done is undone. */
final class StaleRunException extends RuntimeException {

    StaleRunException(String message) {
        super(message);
    }
}
