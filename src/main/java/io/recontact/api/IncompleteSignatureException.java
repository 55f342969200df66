package io.recontact.api;

import org.springframework.http.HttpStatus;

/** The signature lacks a part or has a malformed one. */
public final class IncompleteSignatureException extends ServiceException {

    /** Refuses with a message for the caller. */
    public IncompleteSignatureException(String message) {
        super(HttpStatus.BAD_REQUEST, message);
    }
}
