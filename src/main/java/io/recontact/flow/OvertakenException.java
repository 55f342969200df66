package io.recontact.flow;

/** That a run was ended while somebody went on with it: what that has done is undone. */
final class OvertakenException extends RuntimeException {

    OvertakenException(String message) {
        super(message);
    }
}
