package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The signature differs from the one that the service computes, has expired, or has another scope. */
public final class InvalidSignatureException extends ServiceException {

    /** Refuses with a message for the caller. */
    public InvalidSignatureException(String message) {
        super(HttpStatus.FORBIDDEN, message);
    }
}
