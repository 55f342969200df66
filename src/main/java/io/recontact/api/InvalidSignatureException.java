package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The signature is not the one we compute, or is out of its time or scope. */
public final class InvalidSignatureException extends ServiceException {

    /** Refuses with a message for the caller. */
    public InvalidSignatureException(String message) {
        super(HttpStatus.FORBIDDEN, message);
    }
}
