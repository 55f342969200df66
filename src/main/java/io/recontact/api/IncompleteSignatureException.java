package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The request carries a signature that does not have the form AWS describes. */
public final class IncompleteSignatureException extends ServiceException {

    /** Refuses with a message for the caller. */
    public IncompleteSignatureException(String message) {
        super(HttpStatus.BAD_REQUEST, message);
    }
}
